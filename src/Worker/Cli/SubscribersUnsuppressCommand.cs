using System.CommandLine;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication subscribers unsuppress</c>: an address may be mailed again.</summary>
internal static class SubscribersUnsuppressCommand
{
    private static readonly Argument<string> Address = AddressArgument.Create();

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("unsuppress", "Mail an address again that bounced, complained or was suppressed by ops. Example: syndication subscribers unsuppress reader@example.org") { Address };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => LiftAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> LiftAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        if (await AddressArgument.ReadAsync(arguments.GetRequiredValue(Address), terminal) is not { } address) return ExitCodes.Cannot;
        var suppressions = services.GetRequiredService<SuppressionStore>();
        var (lifted, left) = await services.GetRequiredService<Database>().WriteAsync(
            async transaction => (await suppressions.LiftAsync(transaction, address.Key), await suppressions.FindAsync(transaction, address.Key)), cancellationToken);
        if (lifted)
        {
            await terminal.Out.WriteLineAsync("Lifted: this address is mailed again what it is subscribed to. Unsubscribed it stays where its reader left.");
            return ExitCodes.Done;
        }

        await terminal.Error.WriteLineAsync(left == SuppressionReason.Erasure
            ? "This address was erased at its reader's wish. Only the reader lifts that, by signing up and confirming."
            : "This address is not suppressed.");
        return ExitCodes.No;
    }
}
