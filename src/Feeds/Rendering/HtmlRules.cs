using System.Collections.Frozen;

namespace Syndication.Feeds.Rendering;

/// <summary>The allow-list: which elements and attributes a reader's software is given.</summary>
internal static class HtmlRules
{
    private static readonly string[] Kept =
    [
        "abbr", "address", "article", "aside", "b", "bdi", "caption", "cite", "code", "dd", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "i", "kbd", "main", "mark", "p", "picture", "pre", "rp", "rt", "ruby", "s", "samp", "section",
        "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "tfoot", "thead", "tr", "tt", "u", "ul", "var",
    ];

    private static readonly string[] Dropped =
        ["svg", "math", "object", "applet", "template", "select", "button", "canvas", "frameset", "dialog", "portal", "map", "head", "marquee"];

    private static readonly string[] RawText = ["script", "style", "iframe", "noscript", "noembed", "noframes", "textarea", "title", "xmp", "plaintext"];

    private static readonly HtmlElementRule[] Own =
    [
        new("a", HtmlFate.Keep, "href", "hreflang", "rel"),
        new("audio", HtmlFate.Keep, "src", "controls", "preload"),
        new("bdo", HtmlFate.Keep),
        new("blockquote", HtmlFate.Keep, "cite"),
        new("br", HtmlFate.KeepVoid),
        new("col", HtmlFate.KeepVoid, "span"),
        new("colgroup", HtmlFate.Keep, "span"),
        new("data", HtmlFate.Keep, "value"),
        new("del", HtmlFate.Keep, "cite", "datetime"),
        new("details", HtmlFate.Keep, "open"),
        new("hr", HtmlFate.KeepVoid),
        new("img", HtmlFate.KeepVoid, "src", "srcset", "sizes", "alt", "width", "height", "loading"),
        new("ins", HtmlFate.Keep, "cite", "datetime"),
        new("li", HtmlFate.Keep, "value"),
        new("ol", HtmlFate.Keep, "start", "type", "reversed"),
        new("q", HtmlFate.Keep, "cite"),
        new("source", HtmlFate.KeepVoid, "src", "srcset", "sizes", "media", "type"),
        new("td", HtmlFate.Keep, "colspan", "rowspan", "align", "style"),
        new("th", HtmlFate.Keep, "colspan", "rowspan", "align", "scope", "abbr", "style"),
        new("time", HtmlFate.Keep, "datetime"),
        new("track", HtmlFate.KeepVoid, "src", "kind", "srclang", "label", "default"),
        new("video", HtmlFate.Keep, "src", "poster", "controls", "preload", "width", "height"),
        new("wbr", HtmlFate.KeepVoid),
    ];

    private static readonly FrozenDictionary<string, HtmlElementRule>.AlternateLookup<ReadOnlySpan<char>> Elements = Kept.Select(name => new HtmlElementRule(name, HtmlFate.Keep))
        .Concat(Dropped.Select(name => new HtmlElementRule(name, HtmlFate.Drop)))
        .Concat(RawText.Select(name => new HtmlElementRule(name, HtmlFate.DropRawText)))
        .Concat(Own)
        .ToFrozenDictionary(rule => rule.Name, StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] Global = ["id", "title", "lang", "dir"];

    /// <summary>The rule for an element, or null where none names it.</summary>
    public static HtmlElementRule? For(ReadOnlySpan<char> name) => Elements.TryGetValue(name, out var rule) ? rule : null;

    /// <summary>The attribute's name in lower case where the element may keep it, else null.</summary>
    public static string? Attribute(HtmlElementRule element, ReadOnlySpan<char> name)
    {
        foreach (var allowed in element.Attributes)
        {
            if (name.Equals(allowed, StringComparison.OrdinalIgnoreCase)) return allowed;
        }

        foreach (var allowed in Global)
        {
            if (name.Equals(allowed, StringComparison.OrdinalIgnoreCase)) return allowed;
        }

        return null;
    }
}
