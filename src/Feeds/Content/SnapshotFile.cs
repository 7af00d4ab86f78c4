namespace Syndication.Feeds.Content;

/// <summary>A file at the time of a snapshot.</summary>
/// <param name="File">Path below the content folder, with <c>/</c>.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Post">The post that the file holds now, also where another file's duplicate keeps it from being published; else null.</param>
public sealed record SnapshotFile(string File, PostOutcome Outcome, Post? Post);
