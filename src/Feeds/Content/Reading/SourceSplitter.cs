namespace Syndication.Feeds.Content.Reading;

/// <summary>Cuts text with LF line ends into front matter and body.</summary>
internal static class SourceSplitter
{
    /// <summary>The parts of a file's text.</summary>
    public static SourceParts Split(ReadOnlyMemory<char> source)
    {
        var text = source.Span;
        var at = 0;
        var line = 1;
        while (at < text.Length && LineAt(text, at).IsWhiteSpace())
        {
            at = Next(text, at);
            line++;
        }

        if (at >= text.Length) return new(FrontMatterKind.None, line, default, source, 1);
        var kind = KindOf(LineAt(text, at), text[at..]);
        return kind == FrontMatterKind.Yaml ? SplitYaml(source, Next(text, at), line) : new(kind, line, default, source, 1);
    }

    private static SourceParts SplitYaml(ReadOnlyMemory<char> source, int start, int opening)
    {
        var text = source.Span;
        var line = opening + 1;
        for (var at = start; at < text.Length; at = Next(text, at), line++)
        {
            if (LineAt(text, at).TrimEnd() is not ("---" or "...")) continue;
            return new(FrontMatterKind.Yaml, opening, source[start..at], source[Next(text, at)..], line + 1);
        }

        return new(FrontMatterKind.Unclosed, opening, default, source, 1);
    }

    private static FrontMatterKind KindOf(ReadOnlySpan<char> first, ReadOnlySpan<char> rest) => first.TrimEnd() switch
    {
        "---" or "---yaml" or "---yml" => FrontMatterKind.Yaml,
        "+++" or "---toml" => FrontMatterKind.Toml,
        "---json" => FrontMatterKind.Json,
        "---js" or "---javascript" => FrontMatterKind.JavaScript,
        ['{', ..] when rest[1..].TrimStart() is ['"' or '}', ..] => FrontMatterKind.Json,
        _ => FrontMatterKind.None,
    };

    private static ReadOnlySpan<char> LineAt(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        var end = rest.IndexOf('\n');
        return end < 0 ? rest : rest[..end];
    }

    private static int Next(ReadOnlySpan<char> text, int at)
    {
        var end = text[at..].IndexOf('\n');
        return end < 0 ? text.Length : at + end + 1;
    }
}
