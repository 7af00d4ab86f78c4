namespace Syndication.Feeds.Content;

/// <summary>A file of the content folder as a scan found it.</summary>
/// <param name="Parsed">What it holds; the same instance as long as its bytes are the same.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LastWrite">When it was last written, in UTC.</param>
/// <param name="Hash">SHA-256 of its bytes in lower-case hex; empty where it was not read.</param>
/// <param name="Settled">Whether it was last written long enough before the scan that a later change is sure to move its time.</param>
public sealed record ContentFile(ParsedFile Parsed, long Length, DateTime LastWrite, string Hash, bool Settled);
