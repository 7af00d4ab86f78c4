using System.Collections.Immutable;
using System.Net;

namespace Syndication.Worker.WebSub;

/// <summary>Who is told at once when a feed changes (section <c>Feeds:WebSub</c>).</summary>
public sealed record WebSubOptions
{
    /// <summary>Absolute addresses of outside hubs.</summary>
    public ImmutableArray<string> Hubs { get; init; } = [];

    /// <summary>Absolute address of the built-in hub, or null where it is off.</summary>
    public string? BuiltInHub { get; init; }

    /// <summary>Private networks whose callbacks are allowed.</summary>
    public ImmutableArray<IPNetwork> PrivateCallbacks { get; init; } = [];

    /// <summary>Most subscriptions of the built-in hub.</summary>
    public int MaxSubscriptions { get; init; } = 10_000;

    /// <summary>Most of them with callbacks at one host.</summary>
    public int MaxSubscriptionsPerHost { get; init; } = 1_000;

    /// <summary>The longest that a subscription lasts without being renewed.</summary>
    public TimeSpan MaxLease { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Every hub's address, as feeds name them.</summary>
    public ImmutableArray<string> Addresses => BuiltInHub is null ? Hubs : [BuiltInHub, .. Hubs];

    /// <summary>How long a subscription lasts: what was asked for within bounds, else WebSub's advice.</summary>
    /// <param name="asked">Seconds, or null.</param>
    public TimeSpan LeaseFor(long? asked)
    {
        // WebSub §7.2: ten days is a good default.
        var wanted = asked is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, (long)MaxLease.TotalSeconds)) : TimeSpan.FromDays(10);
        return wanted > MaxLease ? MaxLease : wanted < ShortestLease ? ShortestLease : wanted;
    }

    /// <summary>The shortest lease, and the least that <see cref="MaxLease"/> may be: renewing must not become polling.</summary>
    public static TimeSpan ShortestLease { get; } = TimeSpan.FromMinutes(5);
}
