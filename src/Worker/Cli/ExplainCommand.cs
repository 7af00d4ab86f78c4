using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Cli.Explaining;
using Syndication.Worker.Hosting;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication explain</c>: what the service thinks of a post, or what a reader got, and why.</summary>
internal static class ExplainCommand
{
    private static readonly Option<string?> Post = new("--post") { Description = "A file, the address of its page, or an identity.", HelpName = "FILE|URL|ID" };

    private static readonly Option<string?> Subscriber = new("--subscriber") { Description = "What this reader got and gets next; with --post, why or why not that. An address, or an identifier.", HelpName = "X" };

    private static readonly Option<string> Format = new("--format") { Description = "text, or json for scripts.", DefaultValueFactory = _ => "text" };

    static ExplainCommand() => Format.AcceptOnlyFromAmong("text", "json");

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("explain", "Say what the service thinks of a post, or what a reader got, and why; nothing is changed. Examples: syndication explain --post content/gout.md; syndication explain --subscriber reader@example.org --post content/gout.md") { Post, Subscriber, Format };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Post) is null && result.GetValue(Subscriber) is null) result.AddError("Ask about a post with --post, about a reader with --subscriber, or about both.");
        });
        command.SetAction((arguments, cancellationToken) => arguments.GetValue(Subscriber) is { } reader
            ? ExistingDatabase.RunAsync(arguments.GetValue(CommandLine.Config), terminal, services => ExplainReaderCommand.RunAsync(
                reader, arguments.GetValue(Post), arguments.GetValue(Format) == "json", services, terminal, cancellationToken), cancellationToken)
            : RunAsync(arguments, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var loaded = SettingsLoader.Load(new SettingsRequest { ConfigFile = arguments.GetValue(CommandLine.Config), MayLackContent = true });
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSyndication(loaded.Settings).AddSubscribing();
        await using var provider = services.BuildServiceProvider();
        var name = arguments.GetValue(Post)!;
        var ledger = await OpenAsync(loaded.Settings, provider, cancellationToken);
        var now = provider.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await new PostInquiry(loaded.Settings, ledger, now).AskAsync(name, cancellationToken) is not { } answer)
        {
            await terminal.Error.WriteLineAsync($"Nothing is known of '{name}': no file of {loaded.Settings.Content.Folder}, no address and no identity is called that. All files: syndication check --format json");
            return ExitCodes.No;
        }

        if (arguments.GetValue(Format) == "json") await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(answer, JsonOutput.Options));
        else foreach (var line in PostAnswerText.Lines(answer)) await terminal.Out.WriteLineAsync(line);
        return ExitCodes.Done;
    }

    /// <summary>The database where there is one; else what build remembers; else nothing.</summary>
    private static async Task<PostLedger> OpenAsync(ServiceSettings settings, IServiceProvider services, CancellationToken cancellationToken)
    {
        string trouble;
        try
        {
            if (ExistingDatabase.Exists(settings.Storage))
            {
                await services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
                return new PostLedger(await services.GetRequiredService<ILedgerStore>().LoadAsync(null, cancellationToken), services, [], null);
            }

            trouble = "There is no database yet";
        }
        catch (Exception exception) when (exception is DbException or MigrationException or IOException or UnauthorizedAccessException)
        {
            trouble = $"The database cannot be used ({exception.Message.TrimEnd('.')})";
        }

        var file = Path.Combine(settings.Feeds.OutputFolder, LedgerFile.Name);
        return File.Exists(file)
            ? new PostLedger(LedgerFile.Load(file), null, LedgerFile.LoadPast(file), $"{trouble}: this is from the folder and {file} alone. What was mailed is not known.")
            : new PostLedger(LedgerState.Empty, null, [], $"{trouble}: this is from the folder alone. Identities, arrivals and what was mailed are not known.");
    }
}
