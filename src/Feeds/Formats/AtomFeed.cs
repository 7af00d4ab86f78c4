using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>A feed with what the formatter lacks.</summary>
/// <param name="document">The feed.</param>
internal sealed class AtomFeed(FeedDocument document) : SyndicationFeed
{
    /// <inheritdoc/>
    protected override void WriteElementExtensions(XmlWriter writer, string version)
    {
        // The formatter decodes a picture's address before it writes it.
        if (document.ImageUrl is not null)
            writer.WriteElementString("logo", FeedNamespaces.Atom, FeedUrl.Encode(document.ImageUrl));
        if (document.Archive is not null)
            writer.WriteElementString("archive", FeedNamespaces.History, null);
    }
}
