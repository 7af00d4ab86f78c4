using System.Buffers;
using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Reading;

/// <summary>
/// Reads the plain common form of front matter in one pass: <c>key: value</c> at the line's start, with a value that is plain text, in quotes without
/// escapes, a folded text or a list. Whatever else a text holds, it is read by <see cref="FrontMatterEventReader"/>, which takes twenty times as long;
/// where this one gives an answer, the two give the same.
/// </summary>
internal ref struct PlainFrontMatterReader
{
    private const int MaxKeyLength = 100;

    // All that YAML or its parser could take for more than a character of a text; line ends are looked at by themselves.
    private static readonly SearchValues<char> Unusual = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x10000).Where(c => c is < 0x20 and not '\n' or >= 0x7F and < 0xA0 or >= 0xD800 and < 0xE000 or 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF).Select(c => (char)c)));

    private readonly int opening;
    private ReadOnlySpan<char> rest;
    private ReadOnlySpan<char> text;
    private int number;

    private PlainFrontMatterReader(ReadOnlySpan<char> yaml, int opening)
    {
        rest = yaml;
        this.opening = opening;
    }

    /// <summary>The mapping, or null where the text is not of the plain form.</summary>
    /// <param name="yaml">The text between the marks, with LF line ends.</param>
    /// <param name="opening">Line of the opening mark in the file, from 1.</param>
    public static FrontMatterMapping? Read(ReadOnlySpan<char> yaml, int opening) =>
        yaml.ContainsAny(Unusual) ? null : new PlainFrontMatterReader(yaml, opening).Read();

    private readonly int Line => opening + number;

    private FrontMatterMapping? Read()
    {
        var entries = ImmutableArray.CreateBuilder<FrontMatterEntry>(16);
        var more = MoveNext();
        while (more)
        {
            var key = Key(text);
            if (key == 0 || Holds(entries, text[..key])) return null;
            var (name, line) = (TextPool.Share(text[..key].ToString()), Line);
            if (Value(key + 1, out more) is not { } value) return null;
            entries.Add(new(name, value, line, 1));
        }

        return entries.Count == 0 ? null : new(entries.DrainToImmutable(), opening, 1);
    }

    private bool MoveNext()
    {
        if (rest.IsEmpty) return false;
        var end = rest.IndexOf('\n');
        text = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        number++;
        return true;
    }

    // Length of a key that a colon and a space, or the line's end, follow; 0 for any other.
    private static int Key(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || !char.IsAsciiLetter(line[0])) return 0;
        var end = 1;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] is '_' or '-')) end++;
        if (end >= line.Length || end > MaxKeyLength || line[end] != ':' || (end + 1 < line.Length && line[end + 1] != ' ')) return 0;
        return IsNull(line[..end]) ? 0 : end;
    }

    private static bool Holds(ImmutableArray<FrontMatterEntry>.Builder entries, ReadOnlySpan<char> key)
    {
        foreach (var entry in entries)
        {
            if (key.SequenceEqual(entry.Key)) return true;
        }

        return false;
    }

    // The value of the line's key, from a place on; afterwards the reader stands on the line behind it.
    private FrontMatterValue? Value(int from, out bool more)
    {
        var line = text;
        var own = line[from..].Trim(' ');
        if (own.IsEmpty) return List(out more);
        if (own is ">-") return Folded(line.LastIndexOf('>') + 1, out more);
        FrontMatterValue? value = own is ['[', .., ']'] ? FlowList(line) : Scalar(line, from);
        more = MoveNext();
        return value;
    }

    private readonly FrontMatterScalar? Scalar(ReadOnlySpan<char> line, int from)
    {
        while (from < line.Length && line[from] == ' ') from++;
        var own = line[from..].TrimEnd(' ');
        if (own.IsEmpty) return null;
        if (own[0] is '"' or '\'') return Quoted(own) is { } quoted ? new(quoted, Line, from + 1) : null;
        if (!char.IsLetterOrDigit(own[0]) && own[0] != '/' || own[^1] == ':' || own.IndexOf(": ") >= 0 || own.IndexOf(" #") >= 0) return null;
        return new(IsNull(own) ? null : TextPool.Share(own.ToString()), Line, from + 1);
    }

    // [one, two words, "three"]: only letters, digits and what joins them, since most else has a meaning inside brackets.
    private readonly FrontMatterSequence? FlowList(ReadOnlySpan<char> line)
    {
        var items = ImmutableArray.CreateBuilder<FrontMatterValue>(8);
        var (open, close) = (line.IndexOf('['), line.LastIndexOf(']'));
        for (var at = open + 1; at <= close;)
        {
            var length = line[at..close].IndexOf(',');
            var end = length < 0 ? close : at + length;
            if (Scalar(line[..end], at) is not { } item || !IsWords(line[at..end].Trim(' ').Trim(line[item.Column - 1] is '"' or '\'' ? line[item.Column - 1] : ' '))) return null;
            items.Add(item);
            at = end + 1;
        }

        return items.Count == 0 ? null : new(items.DrainToImmutable(), Line, open + 1);
    }

    private static bool IsWords(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c is not (' ' or '-' or '_' or '.' or '/')) return false;
        }

        return true;
    }

    private static string? Quoted(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[^1] != text[0]) return null;
        var inner = text[1..^1];
        return inner.Contains(text[0]) || text[0] == '"' && inner.Contains('\\') ? null : TextPool.Share(inner.ToString());
    }

    private static bool IsNull(ReadOnlySpan<char> text) => text is "null" or "Null" or "NULL";

    private FrontMatterSequence? List(out bool more)
    {
        var items = ImmutableArray.CreateBuilder<FrontMatterValue>(8);
        var (first, indent) = (Line + 1, -1);
        while ((more = MoveNext()) && text.TrimStart(' ') is ['-', ' ', ..])
        {
            var at = text.IndexOf('-');
            if (indent >= 0 && at != indent) return null;
            indent = at;
            if (Scalar(text, at + 2) is not { } item) return null;
            items.Add(item);
        }

        return items.Count == 0 ? null : new(items.DrainToImmutable(), first, indent + 1);
    }

    // Lines of one depth, without blank ones: folded into one, without a line end.
    private FrontMatterScalar? Folded(int column, out bool more)
    {
        var (line, depth, folded) = (Line, 0, "");
        while ((more = MoveNext()) && text is [' ', ..])
        {
            var own = text.TrimStart(' ');
            if (own.IsEmpty || own[^1] == ' ' || own[0] == '#' || (depth > 0 && text.Length - own.Length != depth)) return null;
            folded = depth == 0 ? own.ToString() : $"{folded} {own}";
            depth = text.Length - own.Length;
        }

        return depth == 0 ? null : new(TextPool.Share(folded), line, column);
    }
}
