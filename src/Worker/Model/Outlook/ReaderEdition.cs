using System.Collections.Immutable;

namespace Syndication.Worker.Model.Outlook;

/// <summary>What one reader was sent with an edition, or is to be.</summary>
public sealed record ReaderEdition
{
    /// <summary>The edition.</summary>
    public required string Id { get; init; }

    /// <summary>The schedule's name; <c>*</c> for one sent by hand.</summary>
    public required string Schedule { get; init; }

    /// <summary>The firing's local wall time, or what else names the edition.</summary>
    public required string Occurrence { get; init; }

    /// <summary>How far the edition is.</summary>
    public required EditionState EditionState { get; init; }

    /// <summary>How far the reader's delivery is, or null where its row is gone by age.</summary>
    public DeliveryState? Delivery { get; init; }

    /// <summary>How often it was tried.</summary>
    public long Attempts { get; init; }

    /// <summary>The arrivals that it announces; empty for a mailing beside the schedule.</summary>
    public string Ranges { get; init; } = "";

    /// <summary>Whether a later delivery has taken its posts over.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>When the delivery ended, in UTC, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Sent, or Unknown where it may have arrived; null where nothing was accepted.</summary>
    public DeliveryState? Receipt { get; init; }

    /// <summary>When the server accepted it, in UTC, or null.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The message's identifier, or null.</summary>
    public string? MessageId { get; init; }

    /// <summary>The server's last words, or null.</summary>
    public string? Reply { get; init; }

    /// <summary>The variant's key.</summary>
    public string? Variant { get; init; }

    /// <summary>BCP 47 tag of its language.</summary>
    public string? Language { get; init; }

    /// <summary>Whether it came as text alone.</summary>
    public bool TextOnly { get; init; }

    /// <summary>Its posts with the hashes of what was shown.</summary>
    public ImmutableArray<EditionPost> Posts { get; init; } = [];
}
