using System.CommandLine;
using System.Text;
using System.Text.Json;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication subscribers show</c>: everything held about one person, as JSON.</summary>
internal static class SubscribersShowCommand
{
    private static readonly Argument<string> Address = AddressArgument.Create();

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("show", "Everything that is held about one person, as JSON to answer their request with. Example: syndication subscribers show reader@example.org") { Address };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => ShowAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        if (await AddressArgument.ReadAsync(arguments.GetRequiredValue(Address), terminal) is not { } address) return ExitCodes.Cannot;
        if (await services.GetRequiredService<HoldingsStore>().ReadAsync(address.Key, cancellationToken) is { } held)
        {
            await terminal.Out.WriteLineAsync(Encoding.UTF8.GetString(SubscriberExport.ToJson(held, services.GetRequiredService<TimeProvider>().GetUtcNow())));
            return ExitCodes.Done;
        }

        var suppressions = services.GetRequiredService<SuppressionStore>();
        var reason = await services.GetRequiredService<Database>().WriteAsync(transaction => suppressions.FindAsync(transaction, address.Key), cancellationToken);
        if (reason is null)
        {
            await terminal.Error.WriteLineAsync("Nothing is held about this address.");
            return ExitCodes.No;
        }

        await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new { address = address.Address, suppressedFor = reason.ToString() }, JsonOutput.Options));
        return ExitCodes.Done;
    }
}
