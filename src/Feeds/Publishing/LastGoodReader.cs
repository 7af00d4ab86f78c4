using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Publishing;

/// <summary>Finds what readers were last shown of a post whose file now has an error, in the JSON feeds that are public.</summary>
/// <param name="options">Where the feeds are.</param>
public sealed class LastGoodReader(FeedsOptions options)
{
    /// <summary>The post as it last was, or null where no public JSON feed holds it.</summary>
    /// <param name="entry">The ledger's entry.</param>
    /// <param name="known">The post itself where this process has seen it whole.</param>
    public LedgerPost? Find(LedgerEntry entry, Post? known)
    {
        ArgumentNullException.ThrowIfNull(entry);
        foreach (var feed in entry.Feeds)
        {
            var file = Path.Combine(options.OutputFolder, FeedFiles.PathOf(feed, FeedFormat.Json));
            if (!File.Exists(file) || !PublishedEntryReader.Read(File.ReadAllBytes(file)).TryGetValue(entry.Id, out var shown)) continue;
            var rendered = new RenderedPost(shown.ContentHtml ?? "", shown.Summary);
            return new LedgerPost(known ?? PostOf(entry, shown), entry.Id, entry.Updated, entry.Arrival, rendered);
        }

        return null;
    }

    private static Post PostOf(LedgerEntry entry, FeedEntry shown) => new()
    {
        File = entry.File,
        Title = shown.Title,
        Published = entry.Published,
        Url = entry.Url,
        Tags = shown.Tags,
        Language = shown.Language,
        Description = shown.Summary,
        Image = shown.Image,
        Authors = shown.Authors,
        Properties = new FrontMatterMapping(ImmutableArray<FrontMatterEntry>.Empty, 1, 1),
        ContentHash = entry.ContentHash,
        BodyHash = entry.BodyHash,
    };
}
