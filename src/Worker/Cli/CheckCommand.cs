using System.CommandLine;
using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Checking;
using Syndication.Worker.Hosting.Settings;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication check</c>: what is wrong with the content, without a database.</summary>
internal static class CheckCommand
{
    private static readonly Option<string?> Content = new("--content") { Description = "Folder of Markdown; else Content:Folder.", HelpName = "DIR" };
    private static readonly Option<string?> Feeds = new("--feeds") { Description = "Check the feeds of this folder instead of posts; needs no configuration.", HelpName = "DIR" };
    private static readonly Option<CheckFormat> Format = new("--format") { Description = "text for people, json for scripts, github for workflow annotations." };
    private static readonly Option<string?> Now = new("--now") { Description = "The time to judge by, such as 2026-01-01T00:00:00Z; else the present.", HelpName = "TIME" };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("check", "Say what is wrong with the posts, or with feeds. Examples: syndication check --content content --format github; syndication check --feeds public/feeds") { Content, Feeds, Format, Now };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(Feeds) is { } feeds) return await CheckFeeds.RunAsync(Path.GetFullPath(feeds), arguments.GetValue(Format), terminal, cancellationToken);
        var settings = SettingsLoader.Load(new SettingsRequest
        {
            ConfigFile = arguments.GetValue(CommandLine.Config),
            ContentFolder = arguments.GetValue(Content),
            Scope = SettingsScope.Content,
        }).Settings;
        if (ReadNow(arguments.GetValue(Now)) is not { } now)
        {
            await terminal.Error.WriteLineAsync("--now must be a time such as 2026-01-01T00:00:00Z.");
            return ExitCodes.Cannot;
        }

        var scanner = new ContentScanner(settings.Content, new PostParser(settings.Site, settings.Content), TimeProvider.System);
        var files = await scanner.ScanAsync(ContentFiles.None, cancellationToken);
        if (files.Folder is FolderState.Missing or FolderState.Unreadable)
        {
            await terminal.Error.WriteLineAsync($"The folder {settings.Content.Folder} is missing or cannot be read.");
            return ExitCodes.Cannot;
        }

        var snapshot = new SnapshotBuilder(settings.Content).Build(files, SnapshotContext.Empty, now);
        await using var output = Terminal.OpenOutput();
        var isClean = CheckReportWriter.Write(snapshot, post => PostIdentity.New(post, settings.Site, settings.Content), arguments.GetValue(Format), output);
        return isClean ? ExitCodes.Done : ExitCodes.No;
    }

    private static DateTimeOffset? ReadNow(string? text)
    {
        if (text is null) return TimeProvider.System.GetUtcNow();
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }
}
