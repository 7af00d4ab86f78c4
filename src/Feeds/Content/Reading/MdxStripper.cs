using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Feeds.Content.Reading;

/// <summary>Drops imports, exports and JSX elements from MDX; the Markdown around them stays.</summary>
internal sealed partial class MdxStripper
{
    private readonly StringBuilder output = new();
    private readonly string text;
    private readonly Dictionary<string, int> closeSearched = new(StringComparer.Ordinal);
    private int? firstLine;

    private MdxStripper(string text) => this.text = text;

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
            else if (IsModuleStart(at, line))
            {
                at = Drop(at, BlankLine(at));
            }
            else
            {
                at = ReadLine(at, end);
            }
        }

        return new(output.ToString(), firstLine);
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

    // A module's statement lasts to the next blank line.
    private int BlankLine(int at)
    {
        for (var end = LineEnd(at); ; end = LineEnd(end))
        {
            if (end >= text.Length || text.AsSpan(end, LineEnd(end) - end).IsWhiteSpace()) return end;
        }
    }

    private bool IsModuleStart(int at, ReadOnlySpan<char> line) =>
        (line.StartsWith("import") || line.StartsWith("export")) && Module().IsMatch(text, at) && Module().Match(text, at).Index == at;

    private int CodeEnd(int at, int end)
    {
        var ticks = 0;
        while (at + ticks < end && text[at + ticks] == '`') ticks++;
        var close = text.AsSpan(at + ticks, end - at - ticks).IndexOf(text.AsSpan(at, ticks));
        return close < 0 ? at + ticks : at + ticks + close + ticks;
    }

    private int CommentEnd(int at)
    {
        if (!text.AsSpan(at).StartsWith("{/*")) return at;
        var close = text.IndexOf("*/}", at + 3, StringComparison.Ordinal);
        return close < 0 ? at : close + 3;
    }

    private int ElementEnd(int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("<>") || rest.StartsWith("</>")) return at + rest.IndexOf('>') + 1;
        if (Component().Match(text, at, Math.Min(200, text.Length - at)) is not { Success: true } match) return at;
        var tagEnd = TagEnd(match.Index + match.Length);
        if (tagEnd < 0) return at;
        if (match.Value[1] == '/' || text[tagEnd - 2] == '/') return tagEnd;
        return ClosingEnd(match.Value[1..], tagEnd) ?? tagEnd;
    }

    private int TagEnd(int at)
    {
        var braces = 0;
        for (var limit = Math.Min(text.Length, at + 20_000); at < limit; at++)
        {
            var c = text[at];
            if (c is '"' or '\'' && braces == 0)
            {
                at = text.IndexOf(c, at + 1);
                if (at < 0) return -1;
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

        return -1;
    }

    private int? ClosingEnd(string name, int from)
    {
        // An element without an end would be looked for again from each of its like.
        if (closeSearched.TryGetValue(name, out var none) && from >= none) return null;
        var depth = 1;
        foreach (var mark in Component().EnumerateMatches(text, from))
        {
            var closing = text[mark.Index + 1] == '/';
            if (!text.AsSpan(mark.Index + (closing ? 2 : 1), mark.Length - (closing ? 2 : 1)).SequenceEqual(name)) continue;
            var end = TagEnd(mark.Index + mark.Length);
            if (end < 0) break;
            if (text[end - 2] != '/' || closing) depth += closing ? -1 : 1;
            if (depth == 0) return end;
        }

        closeSearched[name] = from;
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

    [GeneratedRegex("^(?:import\\s+(?:['\"]|[\\w$*{][^\\n]*(?:\\bfrom\\b|[{,]\\s*$))|export\\s+(?:const|let|var|function|class|default|async|type|interface|\\{|\\*))", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Module();

    [GeneratedRegex("\\G</?[A-Z][A-Za-z0-9_.]*|</?[A-Z][A-Za-z0-9_.]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Component();
}
