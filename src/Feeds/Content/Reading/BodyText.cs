namespace Syndication.Feeds.Content.Reading;

/// <summary>What the Markdown of a file's body is.</summary>
internal static class BodyText
{
    /// <summary>The Markdown, which may be the very memory of the body, and the line (from 0) of the first program part that was dropped.</summary>
    public static MdxText Of(string file, ReadOnlyMemory<char> body) =>
        file.EndsWith(".mdx", StringComparison.OrdinalIgnoreCase) ? MdxStripper.Strip(body.ToString()) : new(body, null);
}
