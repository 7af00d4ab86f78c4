using System.Text;
using Syndication.Feeds.Content.Fields;

namespace Syndication.Feeds.Rendering;

/// <summary>
/// Writes HTML anew from what the allow-list names: every tag closed, every value quoted and escaped, every address absolute.
/// Nothing of the input is copied but text.
/// </summary>
internal sealed class HtmlSanitizer
{
    private const int MaxDepth = 200;
    private const int LargestKeptOutput = 64 * 1024;

    // Of thousands of fragments, fresh output for each is dearer than what is written into it.
    [ThreadStatic]
    private static HtmlSanitizer? s_kept;

    private readonly StringBuilder output = new();
    private readonly List<string> open = [];
    private readonly List<HtmlAttribute> attributes = [];
    private readonly Action<int> closeTo;

    private HtmlSanitizer() => closeTo = CloseTo;

    /// <summary>The safe form of a fragment.</summary>
    public static string Sanitize(ReadOnlySpan<char> html, AddressResolver addresses)
    {
        var sanitizer = s_kept ?? new();
        s_kept = null;
        var safe = sanitizer.Write(html, addresses);
        sanitizer.output.Clear();
        if (sanitizer.output.Capacity <= LargestKeptOutput) s_kept = sanitizer;
        return safe;
    }

    private string Write(ReadOnlySpan<char> html, AddressResolver addresses)
    {
        output.EnsureCapacity(html.Length + (html.Length / 4));
        var tokens = new HtmlTokenizer(html, attributes);
        while (tokens.MoveNext())
        {
            if (tokens.Kind == HtmlTokenKind.Text) HtmlText.AppendText(output, tokens.Value);
            else if (tokens.Kind == HtmlTokenKind.Start) Start(ref tokens, addresses);
            else if (tokens.Kind == HtmlTokenKind.End) End(tokens.Value);
        }

        CloseTo(0);
        return PlainText.Clean(output.ToString());
    }

    private void Start(ref HtmlTokenizer tokens, AddressResolver addresses)
    {
        if (tokens.Value.Equals("input", StringComparison.OrdinalIgnoreCase)) Checkbox(tokens);
        if (HtmlRules.For(tokens.Value) is not { } rule) return;
        if (rule.Fate is HtmlFate.DropRawText or HtmlFate.Drop) tokens.SkipElement(rule);
        else WriteStart(tokens, rule, addresses);
    }

    private void WriteStart(in HtmlTokenizer tokens, HtmlElementRule rule, AddressResolver addresses)
    {
        HtmlImpliedEnds.Before(rule.Name, open, closeTo);
        if (rule.Fate == HtmlFate.Keep && open.Count >= MaxDepth) return;
        var start = output.Length;
        output.Append('<').Append(rule.Name);
        var complete = WriteAttributes(tokens, rule, addresses);
        if (!complete)
        {
            output.Length = start;
            return;
        }

        output.Append('>');
        if (rule.Fate == HtmlFate.Keep) open.Add(rule.Name);
    }

    // False where an element makes no sense without what it lost: a picture or a link without an address.
    private bool WriteAttributes(in HtmlTokenizer tokens, HtmlElementRule rule, AddressResolver addresses)
    {
        var sourced = false;
        foreach (var attribute in tokens.Attributes)
        {
            if (HtmlRules.Attribute(rule, tokens[attribute.Name]) is not { } name) continue;
            if (HtmlAttributeValue.Of(name, HtmlText.Decode(tokens[attribute.Value]), addresses) is not { } value) continue;
            sourced |= name is "src" or "srcset" or "href";
            output.Append(' ').Append(name == "style" ? "align" : name).Append("=\"");
            HtmlText.AppendEscaped(output, value).Append('"');
        }

        return sourced || rule.Name is not ("img" or "source" or "track" or "a");
    }

    private void End(ReadOnlySpan<char> name)
    {
        if (HtmlRules.For(name) is not { Fate: HtmlFate.Keep } rule) return;
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i] == rule.Name)
            {
                CloseTo(i);
                return;
            }

            if (open[i] is "td" or "th" or "table" && !HtmlImpliedEnds.IsTablePart(rule.Name)) return;
        }
    }

    private void CloseTo(int depth)
    {
        for (var i = open.Count - 1; i >= depth; i--) output.Append("</").Append(open[i]).Append('>');
        open.RemoveRange(depth, open.Count - depth);
    }

    // A task list's box, which as a form's element may not stand here.
    private void Checkbox(in HtmlTokenizer tokens)
    {
        var (isBox, ticked) = (false, false);
        foreach (var attribute in tokens.Attributes)
        {
            var name = tokens[attribute.Name];
            isBox |= name.Equals("type", StringComparison.OrdinalIgnoreCase) && tokens[attribute.Value].Equals("checkbox", StringComparison.OrdinalIgnoreCase);
            ticked |= name.Equals("checked", StringComparison.OrdinalIgnoreCase);
        }

        if (isBox) output.Append(ticked ? '☑' : '☐');
    }
}
