using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Worker.Cli;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>Readers of the newsletter, added through the program's own stores: a process for each would take minutes.</summary>
internal static class Readers
{
    public static IReadOnlyList<string> Named(string name, int count) =>
        [.. Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{name}-{number}@example.org"))];

    public static Task AddConfirmedAsync(this Installation installation, IEnumerable<string> addresses) => installation.UseAsync(async services =>
    {
        var workflow = services.GetRequiredService<SignUpWorkflow>();
        foreach (var address in addresses) Assert.Equal(SignUpOutcome.Confirmed, await workflow.AddConfirmedAsync(Request(address), CancellationToken.None));
    });

    public static Task AddPendingAsync(this Installation installation, IEnumerable<string> addresses) => installation.UseAsync(async services =>
    {
        var workflow = services.GetRequiredService<SignUpWorkflow>();
        foreach (var address in addresses) Assert.Equal(SignUpOutcome.ConfirmationQueued, await workflow.SubscribeAsync(Request(address), CancellationToken.None));
    });

    /// <summary>Adds confirmed readers who leave again.</summary>
    public static async Task AddUnsubscribedAsync(this Installation installation, IReadOnlyCollection<string> addresses)
    {
        await installation.AddConfirmedAsync(addresses);
        await installation.UseAsync(async services =>
        {
            var links = services.GetRequiredService<SubscriptionLinks>();
            var workflow = services.GetRequiredService<SubscriptionWorkflow>();
            foreach (var id in await ReadIdsAsync(services, addresses))
            {
                var left = await workflow.UnsubscribeAsync(links.UnsubscribeMailToken(id), CancellationToken.None);
                Assert.Equal(SubscriptionState.Unsubscribed, left.Subscription?.State);
            }
        });
    }

    /// <summary>Makes what waits for its next attempt due at once.</summary>
    public static Task MakeDueAsync(this Installation installation) => installation.UseAsync(services =>
        services.GetRequiredService<Database>().WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("UPDATE deliveries SET due_at = 0 WHERE state = 'Deferred'", transaction: transaction), CancellationToken.None));

    /// <summary>How many deliveries are in one of these states.</summary>
    public static async Task<long> CountDeliveriesAsync(this Installation installation, params string[] states)
    {
        var count = 0L;
        await installation.UseAsync(async services => count = await services.GetRequiredService<Database>().ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE state IN @states", new { states }), CancellationToken.None));
        return count;
    }

    /// <summary>Whether the service has noted that the schedule is in use: only later firings are made up.</summary>
    public static async Task<bool> IsScheduleKnownAsync(this Installation installation)
    {
        var count = 0L;
        await installation.UseAsync(async services => count = await services.GetRequiredService<Database>().ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM schedule_zones"), CancellationToken.None));
        return count > 0;
    }

    private static async Task<IEnumerable<string>> ReadIdsAsync(IServiceProvider services, IEnumerable<string> addresses) =>
        await services.GetRequiredService<Database>().ReadAsync(
            connection => connection.QueryAsync<string>(
                "SELECT s.id FROM subscriptions s JOIN subscribers p ON p.id = s.subscriber_id WHERE p.address IN @addresses", new { addresses }), CancellationToken.None);

    private static SignUpRequest Request(string address) => new(
        AddressRules.Read(address).Address!, null, new SubscriptionWish { Newsletter = "treatments", Schedule = "weekly", ConsentText = "agreed" });

    private static async Task UseAsync(this Installation installation, Func<IServiceProvider, Task> use)
    {
        await using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await SubscribersCommand.RunAsync(
            installation.ConfigurationFile, new Terminal(TextWriter.Null, errors, IsInteractive: false),
            async services =>
            {
                await use(services);
                return ExitCodes.Done;
            },
            CancellationToken.None);
        Assert.True(code == ExitCodes.Done, errors.ToString());
    }
}
