using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication content status</c>: what is held, without touching anything.</summary>
internal static class ContentStatusCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "text, or json for scripts.", DefaultValueFactory = _ => "text" };

    static ContentStatusCommand() => Format.AcceptOnlyFromAmong("text", "json");

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("status", "Say what is held and why; exit code 1 when something is. Example: syndication content status --format json") { Format };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => TellAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> TellAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var holds = await services.GetRequiredService<HoldStore>().ReadAsync(cancellationToken);
        var mark = await services.GetRequiredService<ServiceStateStore>().ReadMarkAsync(cancellationToken);
        var live = (await services.GetRequiredService<ILedgerStore>().LoadAsync(null, cancellationToken)).LiveCount;
        var lease = services.GetRequiredService<IngestLease>();
        var ingests = lease.IsShared && await lease.ReadAsync(cancellationToken) is { IsExpired: false } holder ? holder : null;
        if (arguments.GetValue(Format) == "json")
        {
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new { posts = live, seen = mark.Seen, ingests = ingests?.Name, held = holds.Select(HoldLines.Listing) }, JsonOutput.Options));
        }
        else
        {
            await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{live} posts are public. The service was last alive {(mark.Seen is { } seen ? CommandTime.Say(seen) : "never")}."));
            if (lease.IsShared) await terminal.Out.WriteLineAsync(ingests is null ? "No worker ingests." : $"{ingests.Name} ingests, since {CommandTime.Say(ingests.Since)}.");
            await HoldLines.WriteAsync(holds, terminal);
            if (holds.Count == 0) await terminal.Out.WriteLineAsync("Nothing is held.");
        }

        return holds.Count == 0 ? ExitCodes.Done : ExitCodes.No;
    }
}
