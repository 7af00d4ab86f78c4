using System.Collections.Immutable;

namespace Syndication.Worker.Model;

/// <summary>A subscriber's wish for one newsletter.</summary>
public sealed record Subscription
{
    /// <summary>Random identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The <see cref="Subscriber"/>'s identifier.</summary>
    public required string SubscriberId { get; init; }

    /// <summary>The newsletter's name.</summary>
    public required string Newsletter { get; init; }

    /// <summary>Where it stands.</summary>
    public required SubscriptionState State { get; init; }

    /// <summary>The name of one of the newsletter's schedules.</summary>
    public required string Schedule { get; init; }

    /// <summary>Slugs of the tags that are wanted; null for every post of the newsletter.</summary>
    public ImmutableArray<string>? Tags { get; init; }

    /// <summary>IANA name of the reader's zone; null for the schedule's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The watermark: the newsletter's arrivals up to here have been announced.</summary>
    public long AnnouncedThrough { get; init; }

    /// <summary>When the reader confirmed, in UTC, or null.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When a pause ends, in UTC, or null.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>When the reader last left, in UTC, or null; stays while a new sign-up waits for its confirmation.</summary>
    public DateTimeOffset? UnsubscribedAt { get; init; }
}
