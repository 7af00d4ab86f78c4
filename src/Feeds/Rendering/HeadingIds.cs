using System.Globalization;
using System.Text;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Syndication.Feeds.Rendering;

/// <summary>Gives headings the ids that sites commonly give them; Markdig's own numbering takes quadratic time for equal headings.</summary>
internal static class HeadingIds
{
    /// <summary>Sets the ids.</summary>
    public static void Assign(MarkdownDocument document)
    {
        Dictionary<string, int>? used = null;
        foreach (var heading in document.OfType<HeadingBlock>())
        {
            var id = Slug(heading);
            if (id.Length == 0) continue;
            used ??= new(StringComparer.Ordinal);
            var times = used[id] = used.GetValueOrDefault(id, -1) + 1;
            heading.GetAttributes().Id = times == 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{times}");
        }
    }

    // As GitHub does it: letters, digits, '-' and '_' in lower case, spaces as '-'.
    private static string Slug(HeadingBlock heading)
    {
        if (heading.Inline is null) return "";
        var slug = new StringBuilder();
        foreach (var inline in heading.Inline.Descendants())
        {
            var text = inline switch
            {
                LiteralInline literal => literal.Content.AsSpan(),
                CodeInline code => code.Content,
                _ => default,
            };
            foreach (var rune in text.EnumerateRunes())
            {
                if (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_') slug.Append(Rune.ToLowerInvariant(rune).ToString());
                else if (Rune.IsWhiteSpace(rune)) slug.Append('-');
            }
        }

        return slug.ToString();
    }
}
