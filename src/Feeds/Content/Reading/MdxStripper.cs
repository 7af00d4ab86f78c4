using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Feeds.Content.Reading;

/// <summary>Drops imports, exports and JSX elements from MDX; the Markdown around them stays.</summary>
internal sealed partial class MdxStripper
{
    private readonly StringBuilder output = new();
    private readonly string text;
    private long searchesLeft;
    private bool commentsEnded;
    private bool tagsEnded;
    private int? firstLine;

    private MdxStripper(string text)
    {
        this.text = text;
        // Elements without an end are looked for in vain; this bounds how often.
        searchesLeft = 20L * text.Length;
    }

    /// <summary>The Markdown of an MDX body with LF line ends.</summary>
    public static MdxText Strip(string body) => new MdxStripper(body).Read();

    private MdxText Read()
    {
        var fence = "";
        var at = 0;
        while (at < text.Length)
        {
            var end = LineEnd(at);
            var line = text.AsSpan(at, end - at);
            if (fence.Length > 0 || Fence(line).Length > 0)
            {
                fence = NextFence(fence, line);
                output.Append(line);
                at = end;
            }
            else if (IsModuleStart(line))
            {
                at = Drop(at, ModuleEnd(at));
            }
            else
            {
                at = ReadLine(at, end);
            }
        }

        return new(output.ToString().AsMemory(), firstLine);
    }

    // Copies a line but for the elements that begin in it; gives the place to go on from.
    private int ReadLine(int at, int end)
    {
        while (at < end)
        {
            var next = text.AsSpan(at, end - at).IndexOfAny('<', '`', '{');
            if (next < 0) break;
            output.Append(text, at, next);
            at += next;
            var stop = text[at] == '`' ? CodeEnd(at, end) : text[at] == '{' ? CommentEnd(at) : ElementEnd(at);
            if (stop <= at) output.Append(text[at++]);
            else if (text[at] == '`') output.Append(text, at, stop - at);
            else Drop(at, stop);
            at = Math.Max(at, stop);
            if (at > end) return at;
        }

        output.Append(text, at, end - at);
        return end;
    }

    // Line ends stay, so that lines keep their numbers.
    private int Drop(int from, int to)
    {
        firstLine ??= text.AsSpan(0, from).Count('\n');
        output.Append('\n', text.AsSpan(from, to - from).Count('\n'));
        return to;
    }

    // A statement lasts to the end of the line on which its brackets are closed; one that never closes them lasts to the next blank line.
    private int ModuleEnd(int at)
    {
        var depth = 0;
        for (var start = at; start < text.Length && searchesLeft > 0;)
        {
            var end = LineEnd(start);
            searchesLeft -= end - start;
            var line = text.AsSpan(start, end - start);
            depth += Brackets(line);
            if (depth <= 0 && !GoesOn(line.TrimEnd())) return end;
            start = end;
        }

        return BlankLine(at);
    }

    private static int Brackets(ReadOnlySpan<char> line)
    {
        var (depth, quote) = (0, '\0');
        foreach (var c in line)
        {
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'' or '`') quote = c;
            else depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
        }

        return depth;
    }

    private static bool GoesOn(ReadOnlySpan<char> line) => line is [.., '=' or ',' or '|' or '&' or '+' or '?' or ':'] || line.EndsWith("=>") || line.EndsWith(" from");

    private int BlankLine(int at)
    {
        for (var end = LineEnd(at); ; end = LineEnd(end))
        {
            if (end >= text.Length || text.AsSpan(end, LineEnd(end) - end).IsWhiteSpace()) return end;
        }
    }

    private static bool IsModuleStart(ReadOnlySpan<char> line) =>
        (line.StartsWith("import") || line.StartsWith("export")) && Module().IsMatch(line[..Math.Min(line.Length, 1000)]);

    private int CodeEnd(int at, int end)
    {
        var ticks = 0;
        while (at + ticks < end && text[at + ticks] == '`') ticks++;
        var close = text.AsSpan(at + ticks, end - at - ticks).IndexOf(text.AsSpan(at, ticks));
        return close < 0 ? at + ticks : at + ticks + close + ticks;
    }

    private int CommentEnd(int at)
    {
        if (commentsEnded || !text.AsSpan(at).StartsWith("{/*")) return at;
        var close = text.IndexOf("*/}", at + 3, StringComparison.Ordinal);
        commentsEnded = close < 0;
        return close < 0 ? at : close + 3;
    }

    private int ElementEnd(int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("<>") || rest.StartsWith("</>")) return at + rest.IndexOf('>') + 1;
        var name = NameAt(at, out var closing);
        if (name.Length == 0) return at;
        var tagEnd = TagEnd(at + name.Length + (closing ? 2 : 1));
        if (tagEnd < 0) return at;
        return closing || text[tagEnd - 2] == '/' ? tagEnd : ClosingEnd(name, tagEnd) ?? tagEnd;
    }

    // A component's name begins with a capital; other elements are HTML.
    private ReadOnlySpan<char> NameAt(int at, out bool closing)
    {
        closing = at + 1 < text.Length && text[at + 1] == '/';
        var start = at + (closing ? 2 : 1);
        if (start >= text.Length || !char.IsAsciiLetterUpper(text[start])) return [];
        var end = start + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.')) end++;
        return text.AsSpan(start, end - start);
    }

    // Where one tag has no end, those after it are text: looking on from each of them would take quadratic time.
    private int TagEnd(int at)
    {
        var braces = 0;
        for (; at < text.Length && !tagsEnded; at++)
        {
            var c = text[at];
            if (c is '"' or '\'' && braces == 0)
            {
                at = text.IndexOf(c, at + 1);
                if (at < 0) break;
            }
            else if (c == '>' && braces == 0)
            {
                return at + 1;
            }
            else
            {
                braces += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
        }

        tagsEnded = true;
        return -1;
    }

    private int? ClosingEnd(ReadOnlySpan<char> name, int from)
    {
        var depth = 1;
        for (var at = from; searchesLeft > 0;)
        {
            var next = text.IndexOf('<', at);
            searchesLeft -= (next < 0 ? text.Length : next) - at + 1;
            if (next < 0) return null;
            at = next + 1;
            if (!NameAt(next, out var closing).SequenceEqual(name)) continue;
            at = TagEnd(at + name.Length + (closing ? 1 : 0));
            if (at < 0) return null;
            if (closing) depth--;
            else if (text[at - 2] != '/') depth++;
            if (depth == 0) return at;
        }

        return null;
    }

    private int LineEnd(int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }

    private static string NextFence(string fence, ReadOnlySpan<char> line)
    {
        var mark = Fence(line);
        if (fence.Length == 0) return mark;
        return mark.StartsWith(fence, StringComparison.Ordinal) && line.Trim().Length == mark.Length ? "" : fence;
    }

    private static string Fence(ReadOnlySpan<char> line)
    {
        var mark = line.TrimStart(' ');
        if (mark.Length < 3 || mark[0] is not ('`' or '~')) return "";
        var length = mark.IndexOfAnyExcept(mark[0]);
        length = length < 0 ? mark.Length : length;
        return length >= 3 ? mark[..length].ToString() : "";
    }

    [GeneratedRegex("^(?:import\\s*(?:['\"]|[\\w$*{][^\\n]*?\\bfrom\\s*(?:['\"]|$)|(?:type\\s+)?(?:[\\w$]+\\s*,\\s*)?\\{[^}\\n]*$|[\\w$]+\\s*,\\s*$)|export\\s+(?:const|let|var|function|class|default|async|type|interface|\\{|\\*))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Module();
}
