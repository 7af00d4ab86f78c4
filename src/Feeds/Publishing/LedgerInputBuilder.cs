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
            Posts = snapshot.Published,
            Freed = [.. ledger.Entries.Values.Where(entry => entry.IsLive).Select(entry => entry.Id)],
            BrokenFiles = BrokenFiles(snapshot),
            TagSlugs = [.. snapshot.Tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value.Slug)).OrderBy(tag => tag.Key, StringComparer.Ordinal)],
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

    /// <summary>The files that are there with an error.</summary>
    public static HashSet<string> BrokenFiles(ContentSnapshot snapshot) =>
        [.. snapshot.Files.Where(file => file.Outcome == PostOutcome.Problem).Select(file => file.File)];
}
