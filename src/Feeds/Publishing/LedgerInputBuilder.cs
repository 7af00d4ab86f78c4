using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Says what a snapshot means for the ledger: everything at a start, afterwards only what differs.</summary>
internal static class LedgerInputBuilder
{
    /// <summary>The input of a pass.</summary>
    /// <param name="snapshot">The posts now.</param>
    /// <param name="previous">The posts that <paramref name="ledger"/> was last brought up to, or null at a start.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="now">When the pass takes place.</param>
    public static LedgerInput Build(ContentSnapshot snapshot, ContentSnapshot? previous, LedgerState ledger, DateTimeOffset now)
    {
        if (previous is null) return Whole(snapshot, ledger, now);
        var diff = snapshot.DiffFrom(previous);
        var touched = diff.Changed.Select(change => change.Old).Concat(diff.Removed);
        return new LedgerInput
        {
            Posts = [.. diff.Added, .. diff.Changed.Select(change => change.New)],
            Freed = [.. touched.Concat(diff.Added).Select(post => ledger.FindLiveByFile(post.File)?.Id).OfType<string>().Distinct(StringComparer.Ordinal)],
            Relabelled = diff.Changed.Where(change => !change.Old.Tags.SequenceEqual(change.New.Tags)).Select(change => change.New.File).ToHashSet(StringComparer.Ordinal),
            BrokenFiles = snapshot.Broken,
            TagSlugs = ReferenceEquals(snapshot.Tags, previous.Tags) ? [] : TagSlugs(snapshot),
            Now = now,
        };
    }

    private static LedgerInput Whole(ContentSnapshot snapshot, LedgerState ledger, DateTimeOffset now) => new()
    {
        Posts = snapshot.Published,
        Freed = [.. ledger.Entries.Values.Where(entry => entry.IsLive).Select(entry => entry.Id)],
        BrokenFiles = snapshot.Broken,
        TagSlugs = TagSlugs(snapshot),
        Now = now,
    };

    private static ImmutableArray<KeyValuePair<string, string>> TagSlugs(ContentSnapshot snapshot) =>
        [.. snapshot.Tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value.Slug)).OrderBy(tag => tag.Key, StringComparer.Ordinal)];
}
