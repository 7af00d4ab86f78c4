using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>A row of a list of subscriptions.</summary>
internal sealed class SubscriptionListingRow
{
    public required string Address { get; init; }

    public required string Newsletter { get; init; }

    public required string State { get; init; }

    public required string Schedule { get; init; }

    public string? Language { get; init; }

    public long ConsentAt { get; init; }

    public long? ConfirmedAt { get; init; }

    public SubscriptionListing ToListing() => new(
        Address, Newsletter, Enum.Parse<SubscriptionState>(State), Schedule, Language, DateTimeOffset.FromUnixTimeMilliseconds(ConsentAt),
        ConfirmedAt is { } confirmed ? DateTimeOffset.FromUnixTimeMilliseconds(confirmed) : null);
}
