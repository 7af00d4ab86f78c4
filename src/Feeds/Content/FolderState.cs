namespace Syndication.Feeds.Content;

/// <summary>What a scan found the content folder to be.</summary>
public enum FolderState
{
    /// <summary>It holds Markdown files.</summary>
    Present,

    /// <summary>It is there and holds no Markdown file.</summary>
    Empty,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there and may not be listed.</summary>
    Unreadable,
}
