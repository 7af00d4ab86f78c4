namespace Syndication.Feeds.Content;

/// <summary>A file of the content folder as a scan found it.</summary>
/// <param name="Parsed">What it holds; the same instance as long as its bytes are the same.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LastWrite">When it was last written, in UTC.</param>
/// <param name="Hash">SHA-256 of its bytes in lower-case hex; empty where it was not read.</param>
/// <param name="Settled">Whether it has been as it is for so long that a later change is sure to move its time; else the next scan reads it again.</param>
public sealed record ContentFile(ParsedFile Parsed, long Length, DateTime LastWrite, string Hash, bool Settled)
{
    private readonly HashText hash = new(Hash);

    /// <summary>SHA-256 of its bytes in lower-case hex; empty where it was not read.</summary>
    public string Hash
    {
        get => hash.ToString();
        init => hash = new(value);
    }

    /// <summary>When it was first read with these bytes, size and time, in UTC; the earliest time there is where that is not known.</summary>
    public DateTime FirstRead { get; init; }
}
