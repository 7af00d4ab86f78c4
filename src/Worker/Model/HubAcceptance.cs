namespace Syndication.Worker.Model;

/// <summary>Whether the built-in hub takes a request up.</summary>
public enum HubAcceptance
{
    /// <summary>It will be verified.</summary>
    Accepted,

    /// <summary>The callback's host has as many subscriptions as it may have.</summary>
    HostIsFull,

    /// <summary>The hub has as many subscriptions as it may have.</summary>
    HubIsFull,
}
