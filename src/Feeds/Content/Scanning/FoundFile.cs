namespace Syndication.Feeds.Content.Scanning;

/// <summary>A Markdown file that a listing met.</summary>
/// <param name="Path">Path below the content folder, with <c>/</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LastWrite">When it was last written, in UTC.</param>
/// <param name="IsNamed">Whether something said that this very file changed: it is read whatever its size and time are.</param>
internal readonly record struct FoundFile(string Path, long Length, DateTime LastWrite, bool IsNamed = false);
