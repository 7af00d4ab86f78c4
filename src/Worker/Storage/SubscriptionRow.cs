using System.Collections.Immutable;
using System.Text.Json;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>A row of <c>subscriptions</c>.</summary>
internal sealed class SubscriptionRow
{
    /// <summary>The columns of a <see cref="SubscriptionRow"/>.</summary>
    public const string Columns =
        "id, subscriber_id, newsletter, state, schedule, tags, time_zone, announced_through, confirmed_at, paused_until, unsubscribed_at";

    public required string Id { get; init; }

    public required string SubscriberId { get; init; }

    public required string Newsletter { get; init; }

    public required string State { get; init; }

    public required string Schedule { get; init; }

    public string? Tags { get; init; }

    public string? TimeZone { get; init; }

    public long AnnouncedThrough { get; init; }

    public long? ConfirmedAt { get; init; }

    public long? PausedUntil { get; init; }

    public long? UnsubscribedAt { get; init; }

    /// <summary>The wording that was agreed to; only where it was asked for.</summary>
    public string ConsentText { get; init; } = "";

    /// <summary>When it was agreed to; only where it was asked for.</summary>
    public long ConsentAt { get; init; }

    public Subscription ToSubscription() => new()
    {
        Id = Id,
        SubscriberId = SubscriberId,
        Newsletter = Newsletter,
        State = Enum.Parse<SubscriptionState>(State),
        Schedule = Schedule,
        Tags = Tags is null ? null : JsonSerializer.Deserialize<ImmutableArray<string>>(Tags),
        TimeZone = TimeZone,
        AnnouncedThrough = AnnouncedThrough,
        ConfirmedAt = Time(ConfirmedAt),
        PausedUntil = Time(PausedUntil),
        UnsubscribedAt = Time(UnsubscribedAt),
    };

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
