using System.CommandLine;
using System.Globalization;
using System.Runtime;
using Microsoft.Extensions.Logging.Abstractions;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Hosting;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Http.Feeds;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication build</c>: every feed once, without a database.</summary>
internal static class BuildCommand
{
    private static readonly Option<string?> Content = new("--content") { Description = "Folder of Markdown; else Content:Folder.", HelpName = "DIR" };
    private static readonly Option<string?> Output = new("--output") { Description = "Folder for the feeds; else Feeds:OutputFolder.", HelpName = "DIR" };
    private static readonly Option<string?> Ledger = new("--ledger") { Description = "File that keeps the posts' identities; else ledger.json in the output folder.", HelpName = "FILE" };
    private static readonly Option<bool> AcceptRemovals = new("--accept-removals") { Description = "Posts are gone on purpose, however many." };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("build", "Write every feed once and end. Example: syndication build --content content --output public/feeds") { Content, Output, Ledger, AcceptRemovals };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var settings = SettingsLoader.Load(new SettingsRequest
        {
            ConfigFile = arguments.GetValue(CommandLine.Config),
            ContentFolder = arguments.GetValue(Content),
            OutputFolder = arguments.GetValue(Output),
            Scope = SettingsScope.Content,
            MakesPages = true,
        }).Settings;
        var ledger = Path.GetFullPath(arguments.GetValue(Ledger) ?? Path.Combine(settings.Feeds.OutputFolder, LedgerFile.Name));
        var scanner = new ContentScanner(settings.Content, new PostParser(settings.Site, settings.Content), TimeProvider.System);
        _ = scanner.ReadAhead(cancellationToken);
        // Collecting beside the work serves those who wait for answers; here it only costs a twentieth of the CPU time.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        await using var services = new ServiceCollection()
            .AddSingleton<ILedgerStore>(new LedgerFileStore(ledger))
            .AddSingleton(TimeProvider.System).AddFeeds(settings.Site, settings.Content, settings.Feeds).AddSingleton(scanner)
            .AddSingleton(settings).AddSingleton<IReadOnlyList<NewsletterOptions>>(settings.Newsletters)
            .AddSingleton(new TemplateSet(settings.TemplatesFolder, NullLogger<TemplateSet>.Instance)).AddPages().AddFeedPages().BuildServiceProvider();
        try
        {
            var pages = services.GetRequiredService<StaticPages>();
            var preparing = Task.Run(pages.Prepare, cancellationToken);
            var pipeline = services.GetRequiredService<ContentPipeline>();
            var pass = await pipeline.RunAsync(null, PassOrders.None with { AcceptsAnyRemoval = arguments.GetValue(AcceptRemovals) }, cancellationToken);
            if (pass.Held is null)
            {
                await preparing;
                pages.Write(pipeline.Ledger, settings.Feeds, cancellationToken);
            }

            return await ReportAsync(pass, pipeline.Manifest, settings, terminal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await terminal.Error.WriteLineAsync($"The feeds in Feeds:OutputFolder {settings.Feeds.OutputFolder} cannot be brought up to date: {exception.Message}");
            return ExitCodes.Cannot;
        }
    }

    private static async Task<int> ReportAsync(ContentPass pass, FeedManifest manifest, ServiceSettings settings, Terminal terminal)
    {
        foreach (var problem in pass.Snapshot.Problems)
        {
            var severity = problem.Severity == ProblemSeverity.Error ? "error" : "warning";
            await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{problem.File}:{problem.Line}:{problem.Column}: {severity} {problem.Code}: {problem.Message} {problem.Help}").TrimEnd());
        }

        foreach (var refused in pass.Refused) await terminal.Error.WriteLineAsync($"{refused.Path} failed the publishing gate and keeps its last good state: {refused.Reason}");
        if (pass.Hold is { } hold)
        {
            await terminal.Error.WriteLineAsync(hold.CanBeAccepted ? hold.Reason + " If they were removed on purpose: repeat with --accept-removals" : hold.Reason);
            return ExitCodes.No;
        }

        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{pass.Snapshot.PublishedCount} posts, {manifest.Files.Count} files in {settings.Feeds.OutputFolder}, {pass.Written.Length} of them changed"));
        return pass.Refused.IsEmpty && !pass.IsStale ? ExitCodes.Done : ExitCodes.No;
    }
}
