using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Ledger;

/// <summary>What the ledger remembers of a post that is, or ever was, public.</summary>
public sealed record LedgerEntry
{
    private readonly HashText bodyHash;
    private readonly HashText contentHash;

    /// <summary>The identity, a URI, given to no other post ever.</summary>
    public required string Id { get; init; }

    /// <summary>The identity that its front matter stated last, where it ever did; once a post has an identity, this is another name for it only.</summary>
    public string? StatedId { get; init; }

    /// <summary>Path of its file below the content folder, with <c>/</c>.</summary>
    public required string File { get; init; }

    /// <summary>Absolute address of its page.</summary>
    public required string Url { get; init; }

    /// <summary>The <see cref="Content.Post.BodyHash"/> last seen.</summary>
    public required string BodyHash
    {
        get => bodyHash.ToString();
        init => bodyHash = new(value);
    }

    /// <summary>The <see cref="Content.Post.ContentHash"/> last seen.</summary>
    public required string ContentHash
    {
        get => contentHash.ToString();
        init => contentHash = new(value);
    }

    /// <summary>When it was published, in UTC.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When its content last moved, in UTC.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>The number that it got when it entered the feeds.</summary>
    public required long Arrival { get; init; }

    /// <summary>Paths of every feed that it ever was in, sorted: what left a feed still counts in its window, so that no older post is pulled back.</summary>
    public required ImmutableArray<string> Feeds { get; init; }

    /// <summary>
    /// The numbers, of the same count as <see cref="Arrival"/>, under which it entered feeds that already were there without it,
    /// by path; null where it entered all of its feeds when it arrived. A latecomer is new to that feed's readers, and closed
    /// archive pages have no room for it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, long>? Joined
    {
        get;
        init => field = value?.WithComparers(StringComparer.Ordinal);
    }

    /// <summary>When the ledger first saw it, in UTC.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was removed, in UTC; null while it is live.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Whether it is public.</summary>
    public bool IsLive => RemovedAt is null;

    /// <summary>Whether it says something else than an earlier state of it; null for none.</summary>
    internal bool Differs(LedgerEntry? before) =>
        before is null || !before.Feeds.SequenceEqual(Feeds, StringComparer.Ordinal) || before with { Feeds = Feeds, Joined = Joined } != this;

    /// <summary>The entry with one instance for texts that are equal: mostly the address is the identity, and many posts stand in each feed.</summary>
    /// <param name="feeds">The feeds' paths so far.</param>
    internal LedgerEntry Pooled(Dictionary<string, string> feeds) => this with { Url = Url == Id ? Id : Url, Feeds = Pooled(Feeds, feeds) };

    /// <summary>Paths of feeds, with one instance for each.</summary>
    internal static ImmutableArray<string> Pooled(IEnumerable<string> paths, Dictionary<string, string> feeds) =>
        [.. paths.Select(path => feeds.TryAdd(path, path) ? path : feeds[path])];

    /// <summary>Its place among the arrivals of a feed.</summary>
    /// <param name="feed">Path of one of its <see cref="Feeds"/>.</param>
    public long NumberIn(string feed) => Joined is not null && Joined.TryGetValue(feed, out var number) ? number : Arrival;
}
