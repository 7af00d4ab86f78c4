using System.Collections.Frozen;
using System.Net;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks HTML content: rules 6, 7 and 9. Reads tags as a browser's tokenizer does, in one pass, without a tree.</summary>
internal static class HtmlLint
{
    private static readonly FrozenSet<string> Forbidden = new[]
    {
        "script", "style", "iframe", "form", "object", "embed", "applet", "frame", "frameset", "base", "meta", "link",
        "input", "button", "textarea", "select", "template", "noscript", "plaintext", "xmp", "noembed", "noframes",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Addresses = new[]
    {
        "href", "src", "poster", "cite", "longdesc", "data", "action", "formaction", "background", "xlink:href", "ping", "lowsrc", "dynsrc", "codebase", "classid",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ForbiddenBySpan = Forbidden.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AddressesBySpan = Addresses.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Checks a fragment; one that another format of the same entry held, and that passed, passes.</summary>
    public static void Check(string html, LintPlace place, LintReport report)
    {
        if (report.Html?.HasPassed(html) == true)
            return;
        var before = report.Findings.Count;
        Read(html, place, report);
        if (report.Findings.Count == before)
            report.Html?.Pass(html);
    }

    private static void Read(string html, LintPlace place, LintReport report)
    {
        var rest = html.AsSpan();
        while (rest.IndexOf('<') is >= 0 and var open)
        {
            rest = rest[(open + 1)..];
            if (rest.StartsWith("!--"))
                rest = AfterComment(rest[3..]);
            else if (!rest.IsEmpty && (char.IsAsciiLetter(rest[0]) || (rest[0] == '/' && rest.Length > 1 && char.IsAsciiLetter(rest[1]))))
                rest = AfterTag(rest, place, report);
        }
    }

    private static ReadOnlySpan<char> AfterComment(ReadOnlySpan<char> rest)
    {
        // "<!-->" and "<!--->" are whole comments.
        if (rest.StartsWith(">") || rest.StartsWith("->"))
            return rest;
        var end = rest.IndexOf("-->");
        var bang = rest.IndexOf("--!>");
        if (bang >= 0 && (end < 0 || bang < end))
            return rest[(bang + 4)..];
        return end < 0 ? default : rest[(end + 3)..];
    }

    private static ReadOnlySpan<char> AfterTag(ReadOnlySpan<char> rest, LintPlace place, LintReport report)
    {
        var isEnd = rest[0] == '/';
        rest = isEnd ? rest[1..] : rest;
        var nameEnd = rest.IndexOfAny(" \t\n\f\r/>");
        var name = nameEnd < 0 ? rest : rest[..nameEnd];
        if (!isEnd && ForbiddenBySpan.Contains(name))
            report.Error(6, place, $"Content holds a {name.ToString()} element.");
        rest = nameEnd < 0 ? default : rest[nameEnd..];
        while (true)
        {
            rest = rest.TrimStart(" \t\n\f\r/");
            if (rest.IsEmpty)
            {
                report.Error(9, place, "Content ends inside a tag.");
                return default;
            }
            if (rest[0] == '>')
                return rest[1..];
            rest = AfterAttribute(rest, place, report);
        }
    }

    private static ReadOnlySpan<char> AfterAttribute(ReadOnlySpan<char> rest, LintPlace place, LintReport report)
    {
        var nameEnd = rest[1..].IndexOfAny(" \t\n\f\r/>=");
        var name = nameEnd < 0 ? rest : rest[..(nameEnd + 1)];
        rest = rest[name.Length..];
        var afterName = rest.TrimStart(" \t\n\f\r");
        ReadOnlySpan<char> value = default;
        if (!afterName.IsEmpty && afterName[0] == '=')
            rest = AfterValue(afterName[1..].TrimStart(" \t\n\f\r"), out value);
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
            report.Error(6, place, $"Content holds an event attribute, {name.ToString()}.");
        else if (AddressesBySpan.Contains(name))
            UrlLint.CheckInContent(Decode(value), place, report);
        else if (name.Equals("srcset", StringComparison.OrdinalIgnoreCase))
            CheckSourceSet(Decode(value), place, report);
        else if (name.Equals("srcdoc", StringComparison.OrdinalIgnoreCase))
            report.Error(6, place, "Content holds a document inside an attribute.");
        return rest;
    }

    private static ReadOnlySpan<char> AfterValue(ReadOnlySpan<char> rest, out ReadOnlySpan<char> value)
    {
        if (!rest.IsEmpty && rest[0] is '"' or '\'')
        {
            var close = rest[1..].IndexOf(rest[0]);
            value = close < 0 ? rest[1..] : rest.Slice(1, close);
            return close < 0 ? default : rest[(close + 2)..];
        }
        var end = rest.IndexOfAny(" \t\n\f\r>");
        value = end < 0 ? rest : rest[..end];
        return end < 0 ? default : rest[end..];
    }

    private static void CheckSourceSet(ReadOnlySpan<char> value, LintPlace place, LintReport report)
    {
        // HTML §4.8.4.2.2: an address ends at white space; commas inside it belong to it, one at its end does not.
        var rest = value.TrimStart(" \t\n\f\r,");
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(" \t\n\f\r");
            var url = end < 0 ? rest : rest[..end];
            UrlLint.CheckInContent(url.TrimEnd(','), place, report);
            if (end < 0)
                return;
            var endsItself = url[^1] == ',';
            rest = rest[end..];
            var comma = endsItself ? 0 : rest.IndexOf(',');
            rest = comma < 0 ? default : rest[comma..].TrimStart(" \t\n\f\r,");
        }
    }

    private static ReadOnlySpan<char> Decode(ReadOnlySpan<char> value) =>
        value.Contains('&') ? WebUtility.HtmlDecode(value.ToString()) : value;
}
