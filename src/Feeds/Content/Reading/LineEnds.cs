namespace Syndication.Feeds.Content.Reading;

/// <summary>Line ends as LF.</summary>
internal static class LineEnds
{
    /// <summary>Writes CRLF and CR as LF, in place, and returns what is left of the text. (The framework's own method takes form feeds and Unicode's separators as line ends too.)</summary>
    public static Span<char> Normalize(Span<char> text)
    {
        var written = text.IndexOf('\r');
        if (written < 0) return text;
        for (var at = written; at < text.Length;)
        {
            at += text[at..] is ['\r', '\n', ..] ? 2 : 1;
            text[written++] = '\n';
            var plain = text[at..].IndexOf('\r');
            var rest = plain < 0 ? text[at..] : text.Slice(at, plain);
            rest.CopyTo(text[written..]);
            written += rest.Length;
            at += rest.Length;
        }

        return text[..written];
    }
}
