namespace Syndication.Worker.Http.Feeds;

/// <summary>A feed in one coding, ready to be sent.</summary>
/// <param name="Coding">The coding.</param>
/// <param name="Bytes">What is sent.</param>
/// <param name="EntityTag">Strong entity tag of these bytes, quotes included.</param>
/// <param name="PlainLength">Bytes of the feed as it is.</param>
internal sealed record FeedRepresentation(ContentCoding Coding, ReadOnlyMemory<byte> Bytes, string EntityTag, int PlainLength)
{
    private long lastUse;

    /// <summary>What the bytes lie in, to be disposed of once they are sent; null where they are kept.</summary>
    public PooledFile? Buffer { get; init; }

    /// <summary>When it was last sent, in loads of the cache: a clock that moves only when something may have to go.</summary>
    public long LastUse => Volatile.Read(ref lastUse);

    /// <summary>Notes a use; writes only when that is news, so that processors do not fight for the line.</summary>
    public void Use(long now)
    {
        if (Volatile.Read(ref lastUse) != now) Volatile.Write(ref lastUse, now);
    }
}
