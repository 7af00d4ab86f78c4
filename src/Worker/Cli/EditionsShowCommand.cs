using System.CommandLine;
using System.Text.Json;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Cli.Editions;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication editions show</c>: one edition with its posts.</summary>
internal static class EditionsShowCommand
{
    private static readonly Argument<string> Edition = EditionArgument.Create();

    private static readonly Option<bool> Follow = new("--follow") { Description = "Show how far it is until it ends, with its rate and when it will have ended." };

    private static readonly Option<string> Format = EditionArgument.CreateFormat();

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("show", "Show an edition with its corrections, posts and counts. Example: syndication editions show EDITION --follow") { Edition, Follow, Format };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Follow) && result.GetValue(Format) == "json") result.AddError("--follow is for people; ask again and again with --format json instead.");
        });
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => ShowAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var id = arguments.GetRequiredValue(Edition);
        var store = services.GetRequiredService<EditionListStore>();
        if (await EditionArgument.FindAsync(id, services, terminal, cancellationToken) is not { } edition) return ExitCodes.No;
        if (arguments.GetValue(Follow))
        {
            var end = await new EditionFollower(store, terminal, services.GetRequiredService<TimeProvider>()).FollowAsync(id, cancellationToken);
            return end is { State: EditionState.Done } ? ExitCodes.Done : ExitCodes.No;
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
        if (edition.Pause is not null) await terminal.Out.WriteLineAsync("paused    " + EditionsListCommand.DescribePause(edition));
        foreach (var notice in notices) await terminal.Out.WriteLineAsync($"{JsonNamingPolicy.CamelCase.ConvertName(notice.kind.ToString()),-10}  {notice.file ?? notice.id}: {notice.text}");
        foreach (var post in posts) await terminal.Out.WriteLineAsync($"post      {post.file ?? post.id}");
        return ExitCodes.Done;
    }
}
