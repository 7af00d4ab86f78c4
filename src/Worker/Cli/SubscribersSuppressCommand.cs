using System.CommandLine;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication subscribers suppress</c>: never mails an address again.</summary>
internal static class SubscribersSuppressCommand
{
    private static readonly Argument<string> Address = AddressArgument.Create();

    private static readonly Option<string> Reason = new("--reason") { Description = "bounce, complaint or ops.", DefaultValueFactory = _ => "ops" };

    static SubscribersSuppressCommand() => Reason.AcceptOnlyFromAmong("bounce", "complaint", "ops");

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("suppress", "Never mail an address again, whatever it is subscribed to. Example: syndication subscribers suppress reader@example.org --reason complaint") { Address, Reason };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => SuppressAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> SuppressAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        if (await AddressArgument.ReadAsync(arguments.GetRequiredValue(Address), terminal) is not { } address) return ExitCodes.Cannot;
        var reason = Enum.Parse<SuppressionReason>(arguments.GetValue(Reason)!, ignoreCase: true);
        var suppressions = services.GetRequiredService<SuppressionStore>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var kept = await services.GetRequiredService<Database>().WriteAsync(async transaction =>
        {
            await suppressions.AddAsync(transaction, address.Key, reason, now);
            return await suppressions.FindAsync(transaction, address.Key);
        }, cancellationToken);
        await terminal.Out.WriteLineAsync($"Suppressed, for {kept!.Value.ToString().ToLowerInvariant()}: nothing is mailed to this address. Lifted by: syndication subscribers unsuppress ADDRESS");
        return ExitCodes.Done;
    }
}
