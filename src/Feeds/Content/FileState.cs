namespace Syndication.Feeds.Content;

/// <summary>What a file is, whatever the time.</summary>
public enum FileState
{
    /// <summary>It is not a post.</summary>
    Excluded,

    /// <summary>Its author holds it back.</summary>
    Draft,

    /// <summary>It has an error.</summary>
    Problem,

    /// <summary>It is a post: published, or scheduled for its date.</summary>
    Post,
}
