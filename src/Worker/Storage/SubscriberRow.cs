using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>A row of <c>subscribers</c>.</summary>
internal sealed class SubscriberRow
{
    public required string Id { get; init; }

    public required string Address { get; init; }

    /// <summary>One person's spellings folded to one; only where it was asked for.</summary>
    public string AddressKey { get; init; } = "";

    public string? Language { get; init; }

    public long TextOnly { get; init; }

    public long CreatedAt { get; init; }

    public Subscriber ToSubscriber() => new(Id, Address, Language, TextOnly != 0, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt));
}
