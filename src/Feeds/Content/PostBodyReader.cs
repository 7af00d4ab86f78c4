using Syndication.Feeds.Content.Reading;
using Syndication.Feeds.Content.Scanning;

namespace Syndication.Feeds.Content;

/// <summary>Reads the Markdown body of a post from its file again: at 100,000 posts, bodies in memory would be most of it.</summary>
/// <param name="options">Where the files are and whether mojibake is mended.</param>
public sealed class PostBodyReader(ContentOptions options)
{
    /// <summary>
    /// The body with mojibake mended and line ends as LF, MDX without its program parts; or null when the file no longer holds the version that
    /// <paramref name="post"/> was read from; a later scan will bring the new one.
    /// </summary>
    public string? Read(Post post)
    {
        ArgumentNullException.ThrowIfNull(post);
        try
        {
            using var bytes = FileBytes.Read(Path.Combine(options.Folder, post.File));
            if (bytes is null) return null;
            using var source = SourceFile.Read(bytes.Memory.Span, options.RepairMojibake, out _);
            return source?.BodyHash == post.BodyHash ? BodyText.Of(post.File, source.Parts.Body).Text.ToString() : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
