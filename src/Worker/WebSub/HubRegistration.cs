using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.WebSub;

/// <summary>Takes up what subscribers ask of the built-in hub; their callbacks have the last word.</summary>
/// <param name="options">The limits.</param>
/// <param name="topics">The feeds.</param>
/// <param name="requests">Where it is kept.</param>
/// <param name="secrets">Encrypts secrets.</param>
/// <param name="signal">Wakes those who ask the callbacks.</param>
internal sealed class HubRegistration(WebSubOptions options, PublicTopics topics, HubRequestStore requests, HubSecrets secrets, WebSubSignal signal)
{
    /// <summary>Takes a wish up.</summary>
    /// <remarks>An unknown topic is taken up as well: WebSub §5.1 keeps validation out of the answer, and §5.2 tells the callback.</remarks>
    public async Task<HubAcceptance> TakeUpAsync(HubWish wish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var path = topics.Find(wish.Topic);
        var request = new HubRequest
        {
            Id = RandomId.New(),
            Mode = path is null ? HubMode.Denied : wish.Mode,
            Path = path ?? wish.Topic,
            Topic = wish.Topic,
            Callback = wish.Callback.AbsoluteUri,
            Host = wish.Callback.IdnHost.TrimEnd('.').ToLowerInvariant(),
            Secret = wish.Secret is null || path is null ? null : secrets.Protect(wish.Secret),
            LeaseSeconds = (long)options.LeaseFor(wish.LeaseSeconds).TotalSeconds,
        };
        var acceptance = await requests.AddAsync(request, options.MaxSubscriptionsPerHost, options.MaxSubscriptions, cancellationToken);
        if (acceptance == HubAcceptance.Accepted) signal.Raise();
        return acceptance;
    }
}
