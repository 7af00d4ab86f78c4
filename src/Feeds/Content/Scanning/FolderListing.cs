namespace Syndication.Feeds.Content.Scanning;

/// <summary>What a listing met.</summary>
/// <param name="State">What the folder itself is.</param>
/// <param name="Files">The Markdown files.</param>
/// <param name="Unreadable">Paths of folders below that may not be listed.</param>
internal sealed record FolderListing(FolderState State, List<FoundFile> Files, List<string> Unreadable);
