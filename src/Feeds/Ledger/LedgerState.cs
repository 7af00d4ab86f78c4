using System.Collections.Immutable;

namespace Syndication.Feeds.Ledger;

/// <summary>The whole identity ledger at one revision, immutable, with the look-ups that make a change cost what the change is.</summary>
public sealed class LedgerState
{
    private ImmutableDictionary<string, string> liveByFile = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
    private ImmutableDictionary<string, string> tombstones = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
    private ImmutableDictionary<string, string> byStatedId = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
    private ImmutableDictionary<string, FeedMembers> members =
        ImmutableDictionary.Create<string, FeedMembers>(StringComparer.Ordinal);

    private LedgerState()
    {
    }

    /// <summary>A ledger that has seen nothing.</summary>
    public static LedgerState Empty { get; } = new();

    /// <summary>Counts the changes; the same number means the same ledger.</summary>
    public long Revision { get; private init; }

    /// <summary>The highest arrival given.</summary>
    public long LastArrival { get; private init; }

    /// <summary>Every entry by identity, tombstones included.</summary>
    public ImmutableDictionary<string, LedgerEntry> Entries { get; private init; } = ImmutableDictionary.Create<string, LedgerEntry>(StringComparer.Ordinal);

    /// <summary>Every feed by path.</summary>
    public ImmutableSortedDictionary<string, LedgerFeed> Feeds { get; private init; } = ImmutableSortedDictionary.Create<string, LedgerFeed>(StringComparer.Ordinal);

    /// <summary>The feeds that are published, by path.</summary>
    public IEnumerable<LedgerFeed> LiveFeeds => Feeds.Values.Where(feed => feed.IsLive);

    /// <summary>The slugs that tags were given, by folded label; they stay.</summary>
    public ImmutableSortedDictionary<string, string> TagSlugs { get; private init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The ledger that storage holds.</summary>
    public static LedgerState Load(
        long revision, IEnumerable<LedgerEntry> entries, IEnumerable<LedgerFeed> feeds, IEnumerable<KeyValuePair<string, string>> tagSlugs) =>
        Empty.With(new LedgerChange { Entries = [.. entries], Feeds = [.. feeds], TagSlugs = [.. tagSlugs] }, revision);

    /// <summary>The ledger after a change.</summary>
    public LedgerState With(LedgerChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.IsEmpty ? this : With(change, Revision + 1);
    }

    /// <summary>How many entries are live.</summary>
    public int LiveCount => liveByFile.Count;

    /// <summary>Which file holds an address or an identity, for live entries: where two files claim one, that file keeps it.</summary>
    public ImmutableDictionary<string, string> Owners { get; private init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The live entry whose file this is, or null.</summary>
    public LedgerEntry? FindLiveByFile(string file) => liveByFile.TryGetValue(file, out var id) ? Entries[id] : null;

    /// <summary>The entry of an identity, or of another name that its front matter stated for it; or null.</summary>
    public LedgerEntry? FindByName(string name) =>
        Entries.TryGetValue(name, out var entry) ? entry : byStatedId.TryGetValue(name, out var id) ? Entries[id] : null;

    /// <summary>The last removed entry that had this address, file or body, or null.</summary>
    /// <param name="key">An address, a file's path, or a <see cref="Content.Post.BodyHash"/>.</param>
    public LedgerEntry? FindTombstone(string key) => tombstones.TryGetValue(key, out var id) && !Entries[id].IsLive ? Entries[id] : null;

    /// <summary>The latest arrivals that a feed ever held, tombstones and leavers included, newest first.</summary>
    /// <param name="path">The feed's path.</param>
    /// <param name="count">How many.</param>
    public IEnumerable<LedgerEntry> Window(string path, int count) =>
        MembersOf(path).Latest(count).Select(id => Entries[id]);

    /// <summary>How many posts a feed ever held.</summary>
    /// <param name="path">The feed's path.</param>
    public int CountOf(string path) => MembersOf(path).Count;

    /// <summary>A run of a feed's arrivals, tombstones and leavers included, oldest first.</summary>
    /// <param name="path">The feed's path.</param>
    /// <param name="start">How many arrivals come before it.</param>
    /// <param name="count">How many.</param>
    public IEnumerable<LedgerEntry> Run(string path, int start, int count)
    {
        var all = MembersOf(path);
        for (var index = start; index < Math.Min(start + count, all.Count); index++) yield return Entries[all[index]];
    }

    /// <summary>How many arrivals of a feed came before an entry's; negative where the feed never held it.</summary>
    /// <param name="path">The feed's path.</param>
    /// <param name="entry">The entry.</param>
    public int RankOf(string path, LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return MembersOf(path).RankOf(entry.NumberIn(path), entry.Id);
    }

    private FeedMembers MembersOf(string path) => members.GetValueOrDefault(path, FeedMembers.None);

    private LedgerState With(LedgerChange change, long revision)
    {
        var files = liveByFile.ToBuilder();
        var owners = Owners.ToBuilder();
        var removed = tombstones.ToBuilder();
        var names = byStatedId.ToBuilder();
        foreach (var entry in change.Entries)
        {
            if (!Entries.TryGetValue(entry.Id, out var before)) continue;
            if (files.GetValueOrDefault(before.File) == entry.Id) files.Remove(before.File);
            if (owners.GetValueOrDefault(before.Url) == before.File) owners.Remove(before.Url);
            owners.Remove(entry.Id);
            if (before.StatedId is { } stated && owners.GetValueOrDefault(stated) == before.File) owners.Remove(stated);
        }

        foreach (var entry in change.Entries)
        {
            if (entry.IsLive) files[entry.File] = entry.Id;
            if (entry.IsLive) owners[entry.Url] = owners[entry.Id] = entry.File;
            if (entry.IsLive && entry.StatedId is { } stated) owners[stated] = entry.File;
            if (entry.StatedId is { } name) names[name] = entry.Id;
            // An address, a path and a hash never look alike.
            if (!entry.IsLive) removed[entry.Url] = removed[entry.File] = removed[entry.BodyHash] = entry.Id;
        }

        return new LedgerState
        {
            Revision = revision,
            LastArrival = change.Entries.Aggregate(LastArrival, (last, entry) => Math.Max(last, entry.Joined is { } joined ? joined.Values.Max() : entry.Arrival)),
            Entries = Entries.SetItems(change.Entries.Select(entry => KeyValuePair.Create(entry.Id, entry))),
            Feeds = Feeds.SetItems(change.Feeds.Select(feed => KeyValuePair.Create(feed.Path, feed))),
            TagSlugs = TagSlugs.SetItems(change.TagSlugs),
            Owners = owners.ToImmutable(),
            liveByFile = files.ToImmutable(),
            tombstones = removed.ToImmutable(),
            byStatedId = names.ToImmutable(),
            members = MembersWith(change.Entries),
        };
    }

    // A feed's new members are added at once: one by one, loading a large ledger takes ten times as long.
    private ImmutableDictionary<string, FeedMembers> MembersWith(ImmutableArray<LedgerEntry> entries)
    {
        var joining = new Dictionary<string, List<(long Arrival, string Id)>>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var feed in entry.Feeds)
            {
                if (!joining.TryGetValue(feed, out var joined)) joining[feed] = joined = [];
                joined.Add((entry.NumberIn(feed), entry.Id));
            }
        }

        return members.SetItems(joining.Select(feed => KeyValuePair.Create(feed.Key, MembersOf(feed.Key).With(feed.Value))));
    }
}
