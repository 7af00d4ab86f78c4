namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What a link to a reader's preferences gives.</summary>
/// <param name="Status">What its token is worth.</param>
/// <param name="SubscriptionId">A subscription of the reader; empty where the token is not ours.</param>
/// <param name="IsRequested">Whether it was asked for just now, and so its holder reads the reader's mail; a digest may have been forwarded.</param>
internal sealed record PreferenceTicket(TokenStatus Status, string SubscriptionId, bool IsRequested)
{
    /// <summary>That of a token that is not ours.</summary>
    public static PreferenceTicket Unknown { get; } = new(TokenStatus.Unknown, "", false);
}
