using Syndication.Worker.Model;

namespace Syndication.Worker.Storage.Importing;

/// <summary>What one line of an imported file says of one person.</summary>
public sealed record ImportLine
{
    /// <summary>The line of the file, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>The address as written, its domain as A-label.</summary>
    public required string Address { get; init; }

    /// <summary>One person's spellings folded to one.</summary>
    public required string AddressKey { get; init; }

    /// <summary>Why the address is never to be mailed; null for a subscription.</summary>
    public SuppressionReason? Suppression { get; init; }

    /// <summary>BCP 47 tag, or null for the newsletter's first language.</summary>
    public string? Language { get; init; }

    /// <summary>The newsletter's name.</summary>
    public required string Newsletter { get; init; }

    /// <summary>The name of one of its schedules.</summary>
    public required string Schedule { get; init; }

    /// <summary>JSON list of slugs; null for every post of the newsletter.</summary>
    public string? Tags { get; init; }

    /// <summary>IANA name; null for the schedule's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Confirmed, Paused or Unsubscribed; nothing is imported to wait for a confirmation.</summary>
    public required SubscriptionState State { get; init; }

    /// <summary>The wording that was agreed to.</summary>
    public required string ConsentText { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset ConsentAt { get; init; }

    /// <summary>When the address was confirmed, in UTC; null where it was not.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When a pause ends, in UTC, or null.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>When the reader left, in UTC, or null.</summary>
    public DateTimeOffset? UnsubscribedAt { get; init; }
}
