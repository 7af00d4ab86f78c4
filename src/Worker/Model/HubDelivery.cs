namespace Syndication.Worker.Model;

/// <summary>A subscription at the built-in hub whose feed is to be delivered.</summary>
internal sealed record HubDelivery
{
    /// <summary>The subscription.</summary>
    public required string Id { get; init; }

    /// <summary>The feed's file, <c>tags/heart.atom</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Absolute address that takes it.</summary>
    public required string Callback { get; init; }

    /// <summary>The callback's host.</summary>
    public required string Host { get; init; }

    /// <summary>The subscriber's secret, encrypted; null without one.</summary>
    public string? Secret { get; init; }

    /// <summary>Which change of the feed it is about.</summary>
    public long Revision { get; init; }

    /// <summary>Failures in a row.</summary>
    public long Attempts { get; init; }
}
