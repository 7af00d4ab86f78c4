using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Content that is at another address.</summary>
public class UrlSyndicationContent : SyndicationContent
{
    private readonly string? _mediaType;

    /// <summary>Content elsewhere.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="mediaType">Its media type.</param>
    public UrlSyndicationContent(Uri url, string? mediaType)
    {
        ArgumentNullException.ThrowIfNull(url);
        Url = url;
        _mediaType = mediaType;
    }

    /// <summary>A copy.</summary>
    /// <param name="source">What is copied.</param>
    protected UrlSyndicationContent(UrlSyndicationContent source)
        : base(source)
    {
        Url = source.Url;
        _mediaType = source._mediaType;
    }

    /// <summary>The media type.</summary>
    public override string Type => _mediaType!;

    /// <summary>Where the content is.</summary>
    public Uri Url { get; }

    /// <inheritdoc/>
    public override SyndicationContent Clone() => new UrlSyndicationContent(this);

    /// <inheritdoc/>
    protected override void WriteContentsTo(XmlWriter writer) => writer.WriteAttributeString("src", "", FeedUris.Text(Url));
}
