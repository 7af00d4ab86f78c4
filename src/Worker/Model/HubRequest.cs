namespace Syndication.Worker.Model;

/// <summary>A subscription that somebody asked the built-in hub for, or asked it to end, before its callback has verified that.</summary>
internal sealed record HubRequest
{
    /// <summary>Random; another one for each request, a repeated one included.</summary>
    public required string Id { get; init; }

    /// <summary>What is asked of the callback.</summary>
    public required HubMode Mode { get; init; }

    /// <summary>The feed's file, <c>tags/heart.atom</c>; for an unknown topic, the topic.</summary>
    public required string Path { get; init; }

    /// <summary>The topic as the subscriber wrote it.</summary>
    public required string Topic { get; init; }

    /// <summary>Absolute address that the subscriber answers at.</summary>
    public required string Callback { get; init; }

    /// <summary>The callback's host, ASCII, lower case, without a dot at its end.</summary>
    public required string Host { get; init; }

    /// <summary>The subscriber's secret, encrypted; null without one.</summary>
    public string? Secret { get; init; }

    /// <summary>How long the subscription will last.</summary>
    public long LeaseSeconds { get; init; }

    /// <summary>How often the callback was tried in vain.</summary>
    public long Attempts { get; init; }
}
