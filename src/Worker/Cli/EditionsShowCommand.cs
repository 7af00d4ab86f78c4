using System.CommandLine;
using System.Text.Json;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication editions show</c>: one edition with its posts.</summary>
internal static class EditionsShowCommand
{
    private static readonly Argument<string> Edition = new("EDITION") { Description = "The edition's identifier, as editions list has it." };

    private static readonly Option<string> Format = new("--format") { Description = "text, or json for scripts.", DefaultValueFactory = _ => "text" };

    static EditionsShowCommand() => Format.AcceptOnlyFromAmong("text", "json");

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("show", "Show an edition with its corrections, posts and counts. Example: syndication editions show EDITION") { Edition, Format };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => ShowAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var id = arguments.GetRequiredValue(Edition);
        var store = services.GetRequiredService<EditionListStore>();
        if (await store.FindAsync(id, cancellationToken) is not { } edition)
        {
            await terminal.Error.WriteLineAsync($"There is no edition '{id}'. Those there are: syndication editions list");
            return ExitCodes.No;
        }

        var ledger = await services.GetRequiredService<ILedgerStore>().LoadAsync(null, cancellationToken);
        var posts = (await store.ReadPostsAsync(id, cancellationToken)).Select(post => new { id = post, file = ledger.Entries.GetValueOrDefault(post)?.File }).ToList();
        var notices = (await store.ReadNoticesAsync(id, cancellationToken))
            .Select(notice => new { id = notice.PostId, file = ledger.Entries.GetValueOrDefault(notice.PostId)?.File, kind = notice.Kind, text = notice.Text }).ToList();
        if (arguments.GetValue(Format) == "json")
        {
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new { edition, posts, notices }, JsonOutput.Options));
            return ExitCodes.Done;
        }

        await terminal.Out.WriteLineAsync(EditionsListCommand.Describe(edition));
        await terminal.Out.WriteLineAsync("planned   " + CommandTime.Say(edition.Created));
        await terminal.Out.WriteLineAsync("finished  " + (edition.Finished is { } finished ? CommandTime.Say(finished) : "not yet"));
        foreach (var notice in notices) await terminal.Out.WriteLineAsync($"{JsonNamingPolicy.CamelCase.ConvertName(notice.kind.ToString()),-10}  {notice.file ?? notice.id}: {notice.text}");
        foreach (var post in posts) await terminal.Out.WriteLineAsync($"post      {post.file ?? post.id}");
        return ExitCodes.Done;
    }
}
