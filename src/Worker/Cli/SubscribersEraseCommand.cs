using System.CommandLine;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication subscribers erase</c>: forgets a person.</summary>
internal static class SubscribersEraseCommand
{
    private static readonly Argument<string> Address = AddressArgument.Create();

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("erase", "Forget a person; only a keyed hash stays, so that no import brings the address back. Example: syndication subscribers erase reader@example.org") { Address };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => EraseAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> EraseAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        if (await AddressArgument.ReadAsync(arguments.GetRequiredValue(Address), terminal) is not { } address) return ExitCodes.Cannot;
        var wasHeld = await services.GetRequiredService<ErasureStore>().EraseAsync(address.Key, cancellationToken);
        await terminal.Out.WriteLineAsync(wasHeld
            ? "Erased. A keyed hash stays, so that no import brings the address back; its reader may sign up anew. Backups still hold what they held."
            : "Nothing was held about this address. A keyed hash is kept now, so that no import brings it in; its reader may sign up.");
        return ExitCodes.Done;
    }
}
