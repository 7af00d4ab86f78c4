namespace Syndication.Feeds.Rendering;

/// <summary>
/// Reads HTML in one pass, in time that grows with its length alone, and builds no tree, so that nothing is too deep for it.
/// What is no tag is text.
/// </summary>
internal ref struct HtmlTokenizer(ReadOnlySpan<char> html, List<HtmlAttribute> attributes)
{
    private const int MaxAttributes = 50;
    private readonly ReadOnlySpan<char> html = html;
    private int at;
    private bool tagsEnded;

    /// <summary>What the current piece is.</summary>
    public HtmlTokenKind Kind { get; private set; }

    /// <summary>The tag's name as written, or the text.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>The attributes of a start tag.</summary>
    public readonly List<HtmlAttribute> Attributes => attributes;

    /// <summary>Text of a range of the HTML.</summary>
    public readonly ReadOnlySpan<char> this[Range range] => html[range];

    /// <summary>Goes to the next piece; false at the end.</summary>
    public bool MoveNext()
    {
        if (at >= html.Length) return false;
        if (html[at] == '<' && !tagsEnded && ReadMarkup()) return true;
        var from = html[at] == '<' ? at + 1 : at;
        var next = tagsEnded ? -1 : html[from..].IndexOf('<');
        var end = next < 0 ? html.Length : from + next;
        Kind = HtmlTokenKind.Text;
        Value = html[at..end];
        at = end;
        return true;
    }

    /// <summary>Skips to behind the end tag of the element that has just begun; to the end where there is none.</summary>
    public void SkipElement(HtmlElementRule rule)
    {
        if (rule.Fate == HtmlFate.DropRawText)
        {
            SkipRawText(rule.Name);
            return;
        }

        for (var depth = 1; depth > 0 && MoveNext();)
        {
            if (Kind is HtmlTokenKind.Text or HtmlTokenKind.Comment) continue;
            if (Value.Equals(rule.Name, StringComparison.OrdinalIgnoreCase)) depth += Kind == HtmlTokenKind.Start ? 1 : -1;
            else if (Kind == HtmlTokenKind.Start && HtmlRules.For(Value) is { Fate: HtmlFate.DropRawText } raw) SkipRawText(raw.Name);
        }
    }

    private void SkipRawText(ReadOnlySpan<char> name)
    {
        while (at < html.Length)
        {
            var next = html[at..].IndexOf("</");
            if (next < 0) break;
            at += next + 2;
            if (!html[at..].StartsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            var close = html[at..].IndexOf('>');
            at = close < 0 ? html.Length : at + close + 1;
            return;
        }

        at = html.Length;
    }

    private bool ReadMarkup()
    {
        var rest = html[(at + 1)..];
        if (rest.Length == 0) return false;
        if (char.IsAsciiLetter(rest[0])) return ReadTag(at + 1, HtmlTokenKind.Start);
        if (rest[0] == '/' && rest.Length > 1 && char.IsAsciiLetter(rest[1])) return ReadTag(at + 2, HtmlTokenKind.End);
        return rest[0] is '!' or '?' or '/' && ReadComment(rest);
    }

    private bool ReadComment(ReadOnlySpan<char> rest)
    {
        Kind = HtmlTokenKind.Comment;
        if (!rest.StartsWith("!--")) return EndComment(1, rest[1..].IndexOf('>'), 1);
        if (rest[3..].StartsWith(">")) return EndComment(3, 0, 1);
        if (rest[3..].StartsWith("->")) return EndComment(3, 0, 2);
        return EndComment(3, rest[3..].IndexOf("-->"), 3);
    }

    private bool EndComment(int start, int length, int mark)
    {
        var from = at + 1 + start;
        Value = length < 0 ? html[from..] : html.Slice(from, length);
        at = length < 0 ? html.Length : from + length + mark;
        return true;
    }

    private bool ReadTag(int start, HtmlTokenKind kind)
    {
        attributes.Clear();
        var end = start;
        while (end < html.Length && !IsSpace(html[end]) && html[end] is not ('/' or '>')) end++;
        var name = html[start..end];
        while (end < html.Length)
        {
            var c = html[end];
            if (c == '>')
            {
                Kind = kind;
                Value = name;
                at = end + 1;
                return true;
            }

            end = c == '/' || IsSpace(c) ? end + 1 : ReadAttribute(end);
        }

        // No tag that begins from here on needs to end either: taking them as text keeps the time linear.
        tagsEnded = true;
        return false;
    }

    private readonly int ReadAttribute(int start)
    {
        var end = start + 1;
        while (end < html.Length && !IsSpace(html[end]) && html[end] is not ('/' or '>' or '=')) end++;
        var name = start..end;
        var next = SkipSpaces(end);
        if (next >= html.Length || html[next] != '=')
        {
            Add(name, end..end);
            return end;
        }

        next = SkipSpaces(next + 1);
        if (next >= html.Length) return next;
        if (html[next] is '"' or '\'')
        {
            var length = html[(next + 1)..].IndexOf(html[next]);
            if (length < 0) return html.Length;
            Add(name, (next + 1)..(next + 1 + length));
            return next + length + 2;
        }

        end = next;
        while (end < html.Length && !IsSpace(html[end]) && html[end] != '>') end++;
        Add(name, next..end);
        return end;
    }

    // The first of two attributes of one name counts (HTML Standard §13.2.5.33).
    private readonly void Add(Range name, Range value)
    {
        if (attributes.Count >= MaxAttributes) return;
        foreach (var earlier in attributes)
        {
            if (html[earlier.Name].Equals(html[name], StringComparison.OrdinalIgnoreCase)) return;
        }

        attributes.Add(new(name, value));
    }

    private readonly int SkipSpaces(int from)
    {
        while (from < html.Length && IsSpace(html[from])) from++;
        return from;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\f' or '\r';
}
