using System.Collections.Immutable;
using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Publishing;

namespace Syndication.Feeds.Ledger;

/// <summary>Gives posts their identities, arrivals and times of change. Pure: storage keeps what it returns.</summary>
/// <param name="site">Whose host new identities name.</param>
/// <param name="content">How new identities are made.</param>
/// <param name="feeds">Which feeds posts belong to.</param>
public sealed class IdentityLedger(SiteOptions site, ContentOptions content, FeedsOptions feeds)
{
    private readonly FeedRegister register = new(feeds);

    /// <summary>What a pass over the content changes.</summary>
    public LedgerResult Apply(LedgerState ledger, LedgerInput input)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(input);
        var known = new IdentityMatcher(ledger, input).Match();
        var posts = ImmutableArray.CreateBuilder<LedgerPost>(input.Posts.Count);
        var entries = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        var arrival = ledger.LastArrival;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var post in input.Posts.OrderBy(post => post.Published).ThenBy(post => post.File, StringComparer.Ordinal))
        {
            var id = known.GetValueOrDefault(post.File) ?? NewId(post, ledger, entries, input);
            var before = ledger.Entries.GetValueOrDefault(id);
            var entry = EntryOf(post, id, before, before?.Arrival ?? ++arrival, input.ChangedAt(post.File) ?? input.Now, input.Now, names);
            if (before is not null) entry = Join(entry, before, ledger, ref arrival);
            entries[id] = entry;
            posts.Add(new LedgerPost(post, id, entry.Updated, entry.Arrival));
        }

        var left = Leave(ledger, input, entries);
        var changed = entries.Values.Where(entry => Differs(ledger.Entries.GetValueOrDefault(entry.Id), entry)).OrderBy(entry => entry.Arrival).ToImmutableArray();
        var change = new LedgerChange
        {
            Entries = changed,
            Past = [.. changed.Select(entry => PastOf(ledger.Entries.GetValueOrDefault(entry.Id), entry, input.Now)).OfType<LedgerPast>()],
            Feeds = register.Of(ledger, input, changed, posts),
            TagSlugs = [.. input.TagSlugs.Where(slug => ledger.TagSlugs.GetValueOrDefault(slug.Key) != slug.Value)],
        };
        return new LedgerResult(change, posts.DrainToImmutable(), left);
    }

    /// <summary>A new identity, or the one that readers know its address by; one that was given before, to a post that is gone, gets a number behind it.</summary>
    private string NewId(Post post, LedgerState ledger, Dictionary<string, LedgerEntry> taken, LedgerInput input)
    {
        var made = PostIdentity.New(post, site, content);
        var id = post.StatedId is null && input.PublishedIds.TryGetValue(post.Url, out var published) && !IsTaken(published) ? published : made;
        for (var number = 2; IsTaken(id); number++) id = string.Create(CultureInfo.InvariantCulture, $"{made}-{number}");
        return id;

        bool IsTaken(string candidate) => taken.ContainsKey(candidate) || ledger.FindByName(candidate) is not null;
    }

    /// <summary>What the entry was, where a change of it is one to remember.</summary>
    private static LedgerPast? PastOf(LedgerEntry? before, LedgerEntry after, DateTimeOffset now)
    {
        if (before is null) return null;
        var isSame = before.File == after.File && before.Url == after.Url && before.ContentHash == after.ContentHash && before.IsLive == after.IsLive;
        // A removal is told by the tombstone itself.
        return isSame || !after.IsLive ? null : new LedgerPast(before.Id, now, before.File, before.Url, before.ContentHash, before.RemovedAt);
    }

    private LedgerEntry EntryOf(Post post, string id, LedgerEntry? before, long arrival, DateTimeOffset changed, DateTimeOffset now, Dictionary<string, string> names)
    {
        return new LedgerEntry
        {
            Id = id,
            StatedId = post.StatedId ?? before?.StatedId,
            File = post.File,
            Url = post.Url,
            BodyHash = post.BodyHash,
            ContentHash = post.ContentHash,
            Published = post.Published,
            Updated = UpdatedOf(post, before, changed),
            Arrival = arrival,
            Feeds = FeedsOf(post, before, names),
            Joined = before?.Joined,
            FirstSeen = before?.FirstSeen ?? now,
        };
    }

    /// <summary>Every feed that holds the post or held it, sorted.</summary>
    private ImmutableArray<string> FeedsOf(Post post, LedgerEntry? before, Dictionary<string, string> names)
    {
        var current = FeedPaths.LabelsOf(post, feeds);
        var past = before?.Feeds ?? [];
        // Nearly always at a start: in the feeds that it was in.
        if (past.Length >= current.Count && current.All(feed => past.BinarySearch(feed.Path, StringComparer.Ordinal) >= 0)) return past;
        var all = new SortedSet<string>(past, StringComparer.Ordinal);
        foreach (var (path, _) in current) all.Add(path);
        return LedgerEntry.Pooled(all, names);
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

    private static bool Differs(LedgerEntry? before, LedgerEntry after) =>
        before is null || !before.Feeds.SequenceEqual(after.Feeds, StringComparer.Ordinal) || before with { Feeds = after.Feeds, Joined = after.Joined } != after;
}
