using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication hub</c>: who subscribes at the built-in hub, and which outside hubs are still to be told.</summary>
internal static class HubCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("hub", "List WebSub subscriptions by callback host, and hubs that are still to be told. Example: syndication hub --config /etc/syndication/appsettings.json");
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => WriteAsync(services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> WriteAsync(IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var hosts = await services.GetRequiredService<HubSubscriptionStore>().CountByHostAsync(cancellationToken);
        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{hosts.Sum(host => host.Subscriptions)} subscriptions at {hosts.Count} hosts"));
        foreach (var host in hosts)
        {
            var until = DateTimeOffset.FromUnixTimeMilliseconds(host.LastExpiry);
            await terminal.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"  {host.Host,-40} {host.Subscriptions,6}, {host.Failing} failing, the last until {until:yyyy-MM-dd HH:mm} UTC"));
        }

        foreach (var (hub, feeds) in await services.GetRequiredService<HubNoticeStore>().CountAsync(cancellationToken))
        {
            await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{hub} is still to be told of {feeds} feeds"));
        }

        return ExitCodes.Done;
    }
}
