namespace Syndication.Worker.Newsletters.Composing;

/// <summary>How much of a post a digest shows.</summary>
internal enum PostForm
{
    /// <summary>Everything.</summary>
    Full,

    /// <summary>Its description.</summary>
    Summary,

    /// <summary>Its title alone.</summary>
    Title,

    /// <summary>Nothing but that it exists.</summary>
    Counted,
}
