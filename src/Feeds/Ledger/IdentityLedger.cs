using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Settling;
using Syndication.Feeds.Publishing;

namespace Syndication.Feeds.Ledger;

/// <summary>Gives posts their identities, arrivals and times of change. Pure: storage keeps what it returns.</summary>
/// <param name="site">Whose host new identities name.</param>
/// <param name="content">How new identities are made.</param>
/// <param name="feeds">Which feeds posts belong to.</param>
public sealed class IdentityLedger(SiteOptions site, ContentOptions content, FeedsOptions feeds)
{
    // Below this, handing work to other threads takes longer than the work.
    private const int Many = 500;

    private readonly FeedRegister register = new(feeds);
    private readonly string host = new SiteAddress(site).Host;

    /// <summary>What a pass over the content changes.</summary>
    public LedgerResult Apply(LedgerState ledger, LedgerInput input)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(input);
        var known = new IdentityMatcher(ledger, input).Match();
        Post[] arriving = [.. input.Posts];
        Array.Sort(arriving, PostOrder.Instance);
        var made = EntriesOf(arriving, known, ledger, input);
        var posts = ImmutableArray.CreateBuilder<LedgerPost>(arriving.Length);
        var entries = new Dictionary<string, LedgerEntry>(arriving.Length, StringComparer.Ordinal);
        foreach (var (post, entry) in arriving.Zip(made))
        {
            entries[entry.Id] = entry;
            posts.Add(new LedgerPost(post, entry.Id, entry.Updated, entry.Arrival));
        }

        var left = Leave(ledger, input, entries);
        var changed = entries.Values.Where(entry => entry.Differs(ledger.Entries.GetValueOrDefault(entry.Id))).OrderBy(entry => entry.Arrival).ToImmutableArray();
        var change = new LedgerChange
        {
            Entries = changed,
            Past = [.. changed.Select(entry => PastOf(ledger.Entries.GetValueOrDefault(entry.Id), entry, input.Now)).OfType<LedgerPast>()],
            Feeds = register.Of(ledger, input, changed, posts),
            TagSlugs = [.. input.TagSlugs.Where(slug => ledger.TagSlugs.GetValueOrDefault(slug.Key) != slug.Value)],
        };
        return new LedgerResult(change, posts.DrainToImmutable(), left);
    }

    /// <summary>The entries of posts, in their order. Those that are new are numbered one after the other and made side by side: a first pass may have very many.</summary>
    private LedgerEntry[] EntriesOf(Post[] posts, Dictionary<string, string> known, LedgerState ledger, LedgerInput input)
    {
        var made = new LedgerEntry[posts.Length];
        var fresh = new List<(int Place, string Id, long Arrival)>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var arrival = ledger.LastArrival;
        var names = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        for (var place = 0; place < posts.Length; place++)
        {
            var id = known.GetValueOrDefault(posts[place].File) ?? NewId(posts[place], ledger, taken, input);
            taken.Add(id);
            if (ledger.Entries.TryGetValue(id, out var before)) made[place] = Join(EntryOf(posts[place], id, before, before.Arrival, input, names), before, ledger, ref arrival);
            else fresh.Add((place, id, ++arrival));
        }

        if (fresh.Count < Many) fresh.ForEach(Make);
        else Parallel.ForEach(fresh, Make);
        return made;

        void Make((int Place, string Id, long Arrival) one) => made[one.Place] = EntryOf(posts[one.Place], one.Id, null, one.Arrival, input, names);
    }

    /// <summary>A new identity, or the one that readers know its address by; one that was given before, to a post that is gone, gets a number behind it.</summary>
    private string NewId(Post post, LedgerState ledger, HashSet<string> taken, LedgerInput input)
    {
        var made = PostIdentity.New(post, host, content);
        var id = post.StatedId is null && input.PublishedIds.TryGetValue(post.Url, out var published) && !IsTaken(published) ? published : made;
        for (var number = 2; IsTaken(id); number++) id = string.Create(CultureInfo.InvariantCulture, $"{made}-{number}");
        return id;

        bool IsTaken(string candidate) => taken.Contains(candidate) || ledger.FindByName(candidate) is not null;
    }

    /// <summary>What the entry was, where a change of it is one to remember.</summary>
    private static LedgerPast? PastOf(LedgerEntry? before, LedgerEntry after, DateTimeOffset now)
    {
        if (before is null) return null;
        var isSame = before.File == after.File && before.Url == after.Url && before.ContentHash == after.ContentHash && before.IsLive == after.IsLive;
        // A removal is told by the tombstone itself.
        return isSame || !after.IsLive ? null : new LedgerPast(before.Id, now, before.File, before.Url, before.ContentHash, before.RemovedAt);
    }

    private LedgerEntry EntryOf(Post post, string id, LedgerEntry? before, long arrival, LedgerInput input, ConcurrentDictionary<string, string> names)
    {
        return new LedgerEntry
        {
            Id = id,
            StatedId = post.StatedId ?? before?.StatedId,
            File = post.File,
            Url = post.Url,
            BodyHash = post.BodyHash,
            ContentHash = post.ContentHash,
            Published = Stored(post.Published),
            Updated = Stored(UpdatedOf(post, before, input.ChangedAt(post.File) ?? input.Now)),
            Arrival = arrival,
            Feeds = FeedsOf(post, before, names),
            Joined = before?.Joined,
            FirstSeen = before?.FirstSeen ?? input.Now,
        };
    }

    /// <summary>Every feed that holds the post or held it, sorted.</summary>
    private ImmutableArray<string> FeedsOf(Post post, LedgerEntry? before, ConcurrentDictionary<string, string> names)
    {
        var current = FeedPaths.LabelsOf(post, feeds);
        var past = before?.Feeds ?? [];
        // Nearly always at a start: in the feeds that it was in.
        if (past.Length >= current.Count && current.All(feed => past.BinarySearch(feed.Path, StringComparer.Ordinal) >= 0)) return past;
        var all = new SortedSet<string>(past, StringComparer.Ordinal);
        foreach (var (path, _) in current) all.Add(path);
        return [.. all.Select(path => names.GetOrAdd(path, path))];
    }

    /// <summary>Numbers an entry in the feeds that it now enters, where they were there before: it comes after what they hold.</summary>
    private static LedgerEntry Join(LedgerEntry entry, LedgerEntry before, LedgerState ledger, ref long arrival)
    {
        var joined = entry.Joined;
        foreach (var path in entry.Feeds)
        {
            if (before.Feeds.Contains(path, StringComparer.Ordinal) || !ledger.Feeds.ContainsKey(path)) continue;
            joined = (joined ?? ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal)).Add(path, ++arrival);
        }

        return entry with { Joined = joined };
    }

    /// <summary>
    /// The author's word, else the commit's time or the first sight of the changed content, else the publication; it never goes back. A correction or a retraction moves it
    /// even where the author's word stayed what it was, or readers would not see it.
    /// </summary>
    private static DateTimeOffset UpdatedOf(Post post, LedgerEntry? before, DateTimeOffset changed)
    {
        var hasNotice = !post.Corrections.IsEmpty || post.Retracted is not null;
        if (post.Updated is { } stated && (!hasNotice || stated > before?.Updated)) return stated;
        if (before is null) return FirstUpdated(post, changed);
        var moved = before.ContentHash == post.ContentHash || changed < before.Updated ? before.Updated : changed;
        return moved > post.Published ? moved : post.Published;
    }

    private static DateTimeOffset FirstUpdated(Post post, DateTimeOffset now)
    {
        var first = post.Updated ?? post.Published;
        foreach (var correction in post.Corrections)
        {
            if (correction.Date is { } date && date > first && date <= now) first = date;
        }

        return first;
    }

    /// <summary>Entries that no post claimed become tombstones, but for those whose file is only broken.</summary>
    private static ImmutableArray<string> Leave(LedgerState ledger, LedgerInput input, Dictionary<string, LedgerEntry> entries)
    {
        var left = ImmutableArray.CreateBuilder<string>();
        foreach (var id in input.Freed.Order(StringComparer.Ordinal))
        {
            var entry = ledger.Entries[id];
            if (entries.ContainsKey(id) || !entry.IsLive || input.BrokenFiles.Contains(entry.File)) continue;
            entries[id] = entry with { RemovedAt = input.Now };
            left.Add(id);
        }

        return left.DrainToImmutable();
    }

    // Storage keeps milliseconds; whoever reads them there must find what it reads in the folder equal.
    private static DateTimeOffset Stored(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
