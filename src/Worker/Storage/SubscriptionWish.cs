using System.Collections.Immutable;

namespace Syndication.Worker.Storage;

/// <summary>What a sign-up asks for and what was agreed to.</summary>
public sealed record SubscriptionWish
{
    /// <summary>The newsletter's name.</summary>
    public required string Newsletter { get; init; }

    /// <summary>The name of one of its schedules.</summary>
    public required string Schedule { get; init; }

    /// <summary>Slugs of the tags that are wanted; null for every post of the newsletter.</summary>
    public ImmutableArray<string>? Tags { get; init; }

    /// <summary>IANA name of the reader's zone; null for the schedule's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The wording that was agreed to, in the reader's language.</summary>
    public required string ConsentText { get; init; }
}
