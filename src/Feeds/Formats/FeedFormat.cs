namespace Syndication.Feeds.Formats;

/// <summary>A format that feeds are written in.</summary>
public enum FeedFormat
{
    /// <summary>RSS 2.0, <c>.rss</c>.</summary>
    Rss,

    /// <summary>Atom 1.0 (RFC 4287), <c>.atom</c>.</summary>
    Atom,

    /// <summary>JSON Feed 1.1, <c>.json</c>.</summary>
    Json,
}
