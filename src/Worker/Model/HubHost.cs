namespace Syndication.Worker.Model;

/// <summary>The subscriptions of one callback host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Subscriptions">How many there are.</param>
/// <param name="Failing">How many of them could not be delivered to at the last attempt.</param>
/// <param name="LastExpiry">When the last of them ends, UTC Unix milliseconds.</param>
internal sealed record HubHost(string Host, long Subscriptions, long Failing, long LastExpiry);
