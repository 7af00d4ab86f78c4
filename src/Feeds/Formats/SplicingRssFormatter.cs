using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>Writes a channel, and in the place of its items their bytes.</summary>
internal sealed class SplicingRssFormatter(SyndicationFeed channel, IReadOnlyList<WrittenEntry> entries, FeedBuffer output)
    : Rss20FeedFormatter(channel, serializeExtensionsAsAtom: false)
{
    /// <summary>Where the items stand in the output.</summary>
    public Range Between { get; private set; }

    /// <inheritdoc/>
    protected override void WriteItems(XmlWriter writer, IEnumerable<SyndicationItem>? items, Uri? feedBaseUri) =>
        Between = EntrySplicer.Write(writer, entries, output);
}
