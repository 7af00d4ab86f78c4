using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>Writes a feed, and in the place of its entries their bytes.</summary>
internal sealed class SplicingAtomFormatter(SyndicationFeed feed, IReadOnlyList<WrittenEntry> entries, FeedBuffer output) : Atom10FeedFormatter(feed)
{
    /// <summary>Where the entries stand in the output.</summary>
    public Range Between { get; private set; }

    /// <inheritdoc/>
    protected override void WriteItems(XmlWriter writer, IEnumerable<SyndicationItem>? items, Uri? feedBaseUri) =>
        Between = EntrySplicer.Write(writer, entries, output);
}
