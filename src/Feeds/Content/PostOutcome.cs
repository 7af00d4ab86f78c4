namespace Syndication.Feeds.Content;

/// <summary>What becomes of a file.</summary>
public enum PostOutcome
{
    /// <summary>It is public.</summary>
    Published,

    /// <summary>It goes live by itself at its date.</summary>
    Scheduled,

    /// <summary>Its author holds it back.</summary>
    Draft,

    /// <summary>It is not a post.</summary>
    Excluded,

    /// <summary>It has an error.</summary>
    Problem,
}
