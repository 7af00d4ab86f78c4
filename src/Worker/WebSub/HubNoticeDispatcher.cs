using Syndication.Worker.Model;
using Syndication.Worker.Outgoing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.WebSub;

/// <summary>Tells outside hubs which feeds changed. Each hub has its own queue and its own retries.</summary>
/// <param name="options">The hubs.</param>
/// <param name="store">What they are to be told.</param>
/// <param name="topics">The feeds' addresses.</param>
/// <param name="client">Reaches them wherever they are, since ops named them.</param>
/// <param name="signal">Tells of more to tell.</param>
/// <param name="logger">Where failures are reported.</param>
internal sealed partial class HubNoticeDispatcher(
    WebSubOptions options, HubNoticeStore store, TopicAddresses topics, [FromKeyedServices(HubNoticeDispatcher.ClientKey)] GuardedHttpClient client,
    WebSubSignal signal, ILogger<HubNoticeDispatcher> logger) : IWebSubDispatcher
{
    /// <summary>Names the client that may reach any address.</summary>
    public const string ClientKey = "hubs";

    private readonly HostLanes lanes = new(Math.Max(1, options.Hubs.Length), signal);
    private bool isSwept;

    /// <inheritdoc/>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        if (!isSwept) await store.KeepOnlyAsync(options.Hubs, cancellationToken);
        isSwept = true;
        await lanes.DrainAsync(
            (busy, most) => store.ClaimAsync(busy, most, RetryDelays.Claim, cancellationToken), notice => notice.Hub, notice => TellAsync(notice, cancellationToken), cancellationToken);
    }

    private async Task TellAsync(HubNotice notice, CancellationToken cancellationToken)
    {
        // The way that the public hubs take it; WebSub §6 leaves it open.
        var fields = notice.Feeds.Select(feed => KeyValuePair.Create("hub.url", topics.AddressOf(feed.Path))).Prepend(KeyValuePair.Create("hub.mode", "publish"));
        using var request = new HttpRequestMessage(HttpMethod.Post, notice.Hub) { Content = new FormUrlEncodedContent(fields) };
        var answer = await client.SendAsync(request, mostBody: 0, cancellationToken);
        if (answer.IsSuccess)
        {
            await store.SettleAsync(notice, cancellationToken);
            LogTold(notice.Hub, notice.Feeds.Count);
        }
        else if (RetryDelays.OfDelivery(notice.Attempts + 1) is { } delay)
        {
            await store.PostponeAsync(notice, delay, cancellationToken);
            LogPostponed(notice.Hub, notice.Feeds.Count, answer.Reason, delay);
        }
        else
        {
            await store.SettleAsync(notice, cancellationToken);
            LogGivenUp(notice.Hub, notice.Feeds.Count, answer.Reason);
        }
    }

    [LoggerMessage(6001, LogLevel.Information, "Hub {Hub} was told of {Feeds} changed feeds")]
    private partial void LogTold(string hub, int feeds);

    [LoggerMessage(6002, LogLevel.Warning, "Hub {Hub} could not be told of {Feeds} changed feeds ({Reason}); it is tried again in {Delay}")]
    private partial void LogPostponed(string hub, int feeds, string reason, TimeSpan delay);

    [LoggerMessage(6003, LogLevel.Error, "Hub {Hub} could not be told of {Feeds} changed feeds for two days ({Reason}) and is told again when they next change")]
    private partial void LogGivenUp(string hub, int feeds, string reason);
}
