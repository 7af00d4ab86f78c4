namespace Syndication.Worker.Model;

/// <summary>What a subscriber is asked or told about a subscription at the built-in hub (WebSub §5).</summary>
internal enum HubMode
{
    /// <summary>Whether it wants the subscription.</summary>
    Subscribe,

    /// <summary>Whether it wants the subscription to end.</summary>
    Unsubscribe,

    /// <summary>That there is no such subscription, or no longer.</summary>
    Denied,
}
