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
        var input = new LedgerInput
        {
            Posts = [.. snapshot.Published.Values],
            Freed = [.. ledger.Entries.Values.Where(entry => entry.IsLive).Select(entry => entry.Id)],
            BrokenFiles = snapshot.BrokenFiles,
            TagSlugs = snapshot.TagSlugs,
            Now = now,
        };
        if (previous is null) return input;
        var diff = snapshot.DiffFrom(previous);
        var touched = diff.Changed.Select(change => change.Old).Concat(diff.Removed);
        return input with
        {
            Posts = [.. diff.Added, .. diff.Changed.Select(change => change.New)],
            Freed = [.. touched.Concat(diff.Added).Select(post => ledger.FindLiveByFile(post.File)?.Id).OfType<string>().Distinct(StringComparer.Ordinal)],
        };
    }
}
