namespace Syndication.Feeds.Content.Reading;

/// <summary>Line ends as LF.</summary>
internal static class LineEnds
{
    /// <summary>The text with CRLF and CR as LF; the same instance where there is none. (The framework's own method takes form feeds and Unicode's separators as line ends too.)</summary>
    public static string Normalize(string text) => text.Contains('\r', StringComparison.Ordinal)
        ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
        : text;
}
