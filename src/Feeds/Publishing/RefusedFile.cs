namespace Syndication.Feeds.Publishing;

/// <summary>A file that failed the publishing gate.</summary>
/// <param name="Path">Its relative path.</param>
/// <param name="Reason">What was wrong with it.</param>
public sealed record RefusedFile(string Path, string Reason);
