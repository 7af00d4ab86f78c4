namespace Syndication.Feeds.Publishing;

/// <summary>A way of compressing that every reader understands.</summary>
public enum FeedCompression
{
    /// <summary>gzip (RFC 1952).</summary>
    Gzip,

    /// <summary>Brotli (RFC 7932).</summary>
    Brotli,
}
