namespace Syndication.Worker.Model;

/// <summary>A delivery that a worker holds a lease on.</summary>
public sealed record ClaimedDelivery
{
    /// <summary>Random identifier; the Message-ID is made from it.</summary>
    public required string Id { get; init; }

    /// <summary>What it carries.</summary>
    public required DeliveryKind Kind { get; init; }

    /// <summary>Its edition; null for a confirmation.</summary>
    public string? EditionId { get; init; }

    /// <summary>Its variant in the edition; null for a confirmation.</summary>
    public string? VariantKey { get; init; }

    /// <summary>The subscription that it is for.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The subscription's newsletter.</summary>
    public required string Newsletter { get; init; }

    /// <summary>The reader's address.</summary>
    public required string Address { get; init; }

    /// <summary>The reader's spellings folded to one, for the list of suppressed addresses.</summary>
    public required string AddressKey { get; init; }

    /// <summary>The reader's language, or null.</summary>
    public string? Language { get; init; }

    /// <summary>How often it was tried before.</summary>
    public long Attempts { get; init; }

    /// <summary>How often the line was lost after the handing over.</summary>
    public long Unknowns { get; init; }

    /// <summary>Counts the leases on it: an outcome of an earlier one comes too late.</summary>
    public long LeaseEpoch { get; init; }

    /// <summary>When it was planned, in UTC Unix milliseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>One when the address was suspended, so that this message, if it may go at all, is the probe; else zero.</summary>
    public long IsProbe { get; init; }
}
