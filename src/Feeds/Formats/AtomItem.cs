using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>An entry with its picture.</summary>
/// <param name="entry">The entry.</param>
internal sealed class AtomItem(FeedEntry entry) : SyndicationItem
{
    /// <inheritdoc/>
    protected override void WriteElementExtensions(XmlWriter writer, string version) => MediaElements.Write(writer, entry.Image);
}
