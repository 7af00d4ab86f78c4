using System.Collections.Immutable;
using System.Text;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Fields;

namespace Syndication.Feeds.Rendering;

/// <summary>What is learnt from a body's HTML without showing it: the literature that it cites, and what it begins with.</summary>
internal static class BodySummary
{
    /// <summary>The literature that the body links to, in document order, once each.</summary>
    public static ImmutableArray<Citation> Citations(string html)
    {
        var found = ImmutableArray.CreateBuilder<Citation>();
        var seen = new HashSet<(CitationKind, string)>();
        var text = new StringBuilder();
        Citation? open = null;
        var tokens = new HtmlTokenizer(html, []);
        while (tokens.MoveNext())
        {
            if (tokens.Kind == HtmlTokenKind.Text && open is not null) text.Append(tokens.Value);
            if (tokens.Kind is HtmlTokenKind.Text or HtmlTokenKind.Comment || !tokens.Value.Equals("a", StringComparison.OrdinalIgnoreCase)) continue;
            if (open is not null && seen.Add((open.Kind, open.Id))) found.Add(open with { Text = PlainText.Fold(HtmlText.Decode(text.ToString())) });
            open = tokens.Kind == HtmlTokenKind.Start ? CitationAddress.Read(Href(tokens)) : null;
            text.Clear();
        }

        return found.DrainToImmutable();
    }

    /// <summary>The text before <c>&lt;!--more--&gt;</c>, else the first paragraph; headings are left out.</summary>
    public static string Beginning(string html) => new BeginningReader().Read(html);

    private static string Href(in HtmlTokenizer tokens)
    {
        foreach (var attribute in tokens.Attributes)
        {
            if (tokens[attribute.Name].Equals("href", StringComparison.OrdinalIgnoreCase)) return HtmlText.Decode(tokens[attribute.Value]);
        }

        return "";
    }
}
