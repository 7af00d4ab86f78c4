using Syndication.Worker.Model;
using Syndication.Worker.Outgoing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.WebSub;

/// <summary>Delivers changed feeds to the built-in hub's subscribers (WebSub §7).</summary>
/// <remarks>A delivery always carries the feed as it is now, so changes that follow fast are one.</remarks>
internal sealed partial class DistributionDispatcher(
    HubSubscriptionStore subscriptions, DistributionBuilder builder, PublicTopics topics, GuardedHttpClient client, WebSubSignal signal, ILogger<DistributionDispatcher> logger)
    : IWebSubDispatcher
{
    private const int Most = 16;
    private const int MostPerHost = 4;
    private const int Gone = 410;

    private readonly HostLanes lanes = new(Most, signal);

    /// <inheritdoc/>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        var expired = await subscriptions.RemoveExpiredAsync(cancellationToken);
        if (expired > 0) LogExpired(expired);
        // Before the first pass it is not known which feeds there are, and a worker that follows may have them older.
        if (!topics.AreNewest) return;
        await lanes.DrainAsync(
            (busy, most) => subscriptions.ClaimAsync(busy, MostPerHost, most, RetryDelays.Claim, cancellationToken), delivery => delivery.Host,
            delivery => DeliverAsync(delivery, cancellationToken), cancellationToken);
    }

    private async Task DeliverAsync(HubDelivery delivery, CancellationToken cancellationToken)
    {
        if (!topics.Contains(delivery.Path))
        {
            await subscriptions.DenyAsync(delivery, cancellationToken);
            LogEnded(delivery.Id, "its feed is gone");
            signal.Raise();
            return;
        }

        using var request = await builder.BuildAsync(delivery, cancellationToken);
        if (request is null)
        {
            await subscriptions.RemoveAsync(delivery.Id, cancellationToken);
            LogEnded(delivery.Id, "the key of its secret is gone");
            return;
        }

        await SettleAsync(delivery, await client.SendAsync(request, mostBody: 0, cancellationToken), cancellationToken);
    }

    private async Task SettleAsync(HubDelivery delivery, OutgoingAnswer answer, CancellationToken cancellationToken)
    {
        var failures = delivery.Attempts + 1;
        if (answer.IsSuccess)
        {
            await subscriptions.SettleAsync(delivery, cancellationToken);
        }
        else if (answer.Status == Gone)
        {
            await subscriptions.RemoveAsync(delivery.Id, cancellationToken);
            LogEnded(delivery.Id, "its callback is gone");
        }
        else if (RetryDelays.OfDelivery(failures) is { } delay)
        {
            await subscriptions.PostponeAsync(delivery, failures, delay, cancellationToken);
            LogPostponed(delivery.Id, answer.Reason, delay);
        }
        else
        {
            // §7: the delivery is given up, but the subscription stays until its lease ends.
            await subscriptions.SettleAsync(delivery, cancellationToken);
            LogGivenUp(delivery.Id, answer.Reason);
        }
    }

    [LoggerMessage(6020, LogLevel.Information, "{Count} hub subscriptions have expired")]
    private partial void LogExpired(int count);

    [LoggerMessage(6021, LogLevel.Information, "Hub subscription {Subscription} has ended: {Reason}")]
    private partial void LogEnded(string subscription, string reason);

    [LoggerMessage(6022, LogLevel.Information, "Hub subscription {Subscription} could not be delivered to ({Reason}); it is tried again in {Delay}")]
    private partial void LogPostponed(string subscription, string reason, TimeSpan delay);

    [LoggerMessage(6023, LogLevel.Warning, "Hub subscription {Subscription} could not be delivered to for two days ({Reason}); it is tried again when its feed next changes")]
    private partial void LogGivenUp(string subscription, string reason);
}
