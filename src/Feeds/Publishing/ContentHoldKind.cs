namespace Syndication.Feeds.Publishing;

/// <summary>Why a scan is not believed.</summary>
public enum ContentHoldKind
{
    /// <summary>The content folder is not there.</summary>
    FolderMissing,

    /// <summary>The content folder cannot be listed.</summary>
    FolderUnreadable,

    /// <summary>The content folder holds no post any more.</summary>
    FolderEmpty,

    /// <summary>Far fewer posts than before.</summary>
    MassRemoval,
}
