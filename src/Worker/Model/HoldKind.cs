namespace Syndication.Worker.Model;

/// <summary>Why something waits until ops say so.</summary>
public enum HoldKind
{
    /// <summary>The content folder is not there.</summary>
    FolderMissing,

    /// <summary>The content folder cannot be listed.</summary>
    FolderUnreadable,

    /// <summary>The content folder holds no post any more.</summary>
    FolderEmpty,

    /// <summary>Far fewer posts than before.</summary>
    MassRemoval,

    /// <summary>The clock has moved further than clocks do.</summary>
    Clock,

    /// <summary>Far more posts than usual are new to a newsletter.</summary>
    MassArrival,

    /// <summary>Posts that were there before match, since what the newsletter selects was changed.</summary>
    ChangedWhere,

    /// <summary>Far more posts than usual were corrected or retracted at once.</summary>
    MassCorrection,

    /// <summary>The database is older than the published feeds, so it does not know what was mailed since.</summary>
    OlderDatabase,
}
