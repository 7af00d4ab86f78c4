namespace Syndication.Worker.Storage;

/// <summary>A subscription with its address, as an export writes it; times are UTC Unix milliseconds.</summary>
internal sealed class ExportedSubscription
{
    public required string Address { get; init; }

    public required string Newsletter { get; init; }

    public required string State { get; init; }

    public required string Schedule { get; init; }

    public string? Tags { get; init; }

    public string? TimeZone { get; init; }

    public string? Language { get; init; }

    public required string ConsentText { get; init; }

    public long ConsentAt { get; init; }

    public long? ConfirmedAt { get; init; }

    public long? PausedUntil { get; init; }

    public long? UnsubscribedAt { get; init; }
}
