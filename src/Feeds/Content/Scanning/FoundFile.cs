namespace Syndication.Feeds.Content.Scanning;

/// <summary>A Markdown file that a listing met.</summary>
/// <param name="Path">Path below the content folder, with <c>/</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LastWrite">When it was last written, in UTC.</param>
internal readonly record struct FoundFile(string Path, long Length, DateTime LastWrite);
