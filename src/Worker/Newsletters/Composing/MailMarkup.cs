using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Makes a post's safe HTML fit for a mail: allowed elements only, styled inline, headings below the message's own, images that tell nobody who reads.</summary>
/// <param name="imageDomain">Images of this domain's organisation stay; others become links, since loading them would tell a third party.</param>
/// <param name="labels">The message's links.</param>
/// <param name="words">The service's words in the message's language.</param>
/// <param name="isStyled">Whether looks go into the elements, as mails need them; pages have a style sheet.</param>
internal sealed class MailMarkup(string imageDomain, LinkLabels labels, IReadOnlyDictionary<string, string> words, bool isStyled = true)
{
    private const int TopHeading = 3;
    private const string WidestImage = "544";

    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "em", "strong", "b", "i", "u", "s", "del",
        "ins", "sub", "sup", "small", "a", "img", "figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "hr", "br", "abbr",
        "cite", "q", "span", "div", "mark", "kbd", "samp", "var",
    };

    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "form", "input", "button", "select", "textarea", "svg", "math", "canvas", "link", "meta", "base", "noscript", "title",
    };

    private static readonly HashSet<string> Media = new(StringComparer.Ordinal) { "iframe", "video", "audio", "object", "embed" };

    private static readonly HashSet<string> KeptAttributes = new(StringComparer.Ordinal) { "lang", "dir", "start", "reversed", "colspan", "rowspan" };

    /// <summary>The fragment as a tree whose inner HTML goes into the message.</summary>
    /// <param name="html">Safe HTML with absolute addresses.</param>
    /// <param name="title">The post's title, to tell its links from other posts'.</param>
    public IElement Transform(string html, string title)
    {
        var document = new HtmlParser().ParseDocument("");
        var root = document.CreateElement("div");
        root.InnerHtml = html;
        foreach (var element in root.QuerySelectorAll("*").ToList()) Admit(element);
        ShiftHeadings(root);
        foreach (var image in root.QuerySelectorAll("img").ToList()) SetImage(image, title);
        foreach (var table in root.QuerySelectorAll("table").ToList()) SetTable(table);
        foreach (var link in root.QuerySelectorAll("a").ToList()) SetLink(link, title);
        if (isStyled) foreach (var element in root.QuerySelectorAll("*").ToList()) SetStyle(element);
        return root;
    }

    private void Admit(IElement element)
    {
        var name = element.LocalName;
        if (Dropped.Contains(name)) element.Remove();
        else if (Media.Contains(name)) ReplaceMedia(element);
        else if (!Allowed.Contains(name)) element.Replace([.. element.ChildNodes]);
        else
        {
            foreach (var attribute in element.Attributes.ToList())
            {
                if (!KeptAttributes.Contains(attribute.Name) && !IsOwn(name, attribute.Name)) element.RemoveAttribute(attribute.Name);
            }
        }
    }

    private static bool IsOwn(string element, string attribute) => (element, attribute) is ("a", "href") or ("img", "src") or ("img", "alt") or ("abbr", "title");

    private void ReplaceMedia(IElement element)
    {
        var source = element.GetAttribute("src") ?? element.GetAttribute("data") ?? element.QuerySelector("source")?.GetAttribute("src");
        if (source is null || !IsWeb(source))
        {
            element.Remove();
            return;
        }

        var paragraph = element.Owner!.CreateElement("p");
        var link = element.Owner!.CreateElement("a");
        link.SetAttribute("href", source);
        link.TextContent = LanguageText.Format(words, "mail.media", new Uri(source).Host);
        paragraph.AppendChild(link);
        element.Replace(paragraph);
    }

    /// <summary>The message has the one h1, its posts the h2s: a post's own headings begin at h3 and skip no level.</summary>
    private static void ShiftHeadings(IElement root)
    {
        var open = new Stack<int>();
        foreach (var heading in root.QuerySelectorAll("h1,h2,h3,h4,h5,h6").ToList())
        {
            var level = heading.LocalName[1] - '0';
            while (open.Count > 0 && open.Peek() >= level) open.Pop();
            open.Push(level);
            var shifted = root.Owner!.CreateElement("h" + (char)('0' + Math.Min(6, TopHeading - 1 + open.Count)));
            shifted.Append([.. heading.ChildNodes]);
            heading.Replace(shifted);
        }
    }

    private void SetImage(IElement image, string title)
    {
        var source = image.GetAttribute("src") ?? "";
        var alt = (image.GetAttribute("alt") ?? "").Trim();
        var link = image.Closest("a");
        if (MailImages.IsOwn(source, imageDomain))
        {
            image.SetAttribute("alt", alt.Length == 0 && link is not null && link.TextContent.Trim().Length == 0 ? title : alt);
            image.SetAttribute("width", WidestImage);
            return;
        }

        if (!IsWeb(source) || (link is not null && alt.Length == 0))
        {
            image.Remove();
            return;
        }

        var text = LanguageText.Format(words, "mail.image", alt.Length == 0 ? title : alt);
        if (link is not null)
        {
            image.Replace(image.Owner!.CreateTextNode(text));
            return;
        }

        var replacement = image.Owner!.CreateElement("a");
        replacement.SetAttribute("href", source);
        replacement.TextContent = text;
        image.Replace(replacement);
    }

    private static void SetTable(IElement table)
    {
        // A table without headings would be announced as data that nothing explains.
        if (table.QuerySelector("th") is null) table.SetAttribute("role", "presentation");
        foreach (var heading in table.QuerySelectorAll("th"))
        {
            var isRow = heading.Closest("tbody") is not null && heading.PreviousElementSibling is null && heading.ParentElement!.QuerySelector("td") is not null;
            heading.SetAttribute("scope", isRow ? "row" : "col");
        }
    }

    private void SetLink(IElement link, string title)
    {
        var address = Uncontrolled((link.GetAttribute("href") ?? "").Trim());
        var text = string.Join(' ', link.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var images = string.Join(' ', link.QuerySelectorAll("img").Select(image => image.GetAttribute("alt")));
        if (!IsLink(address) || (text.Length == 0 && images.Length == 0))
        {
            link.Replace([.. link.ChildNodes]);
            return;
        }

        link.SetAttribute("href", address);
        if (images.Length == 0 && LinkLabels.IsGeneric(text) && IsWeb(address))
        {
            link.Append(link.Owner!.CreateTextNode($" ({new Uri(address).Host})"));
            text = $"{text} ({new Uri(address).Host})";
        }

        var said = string.Join(' ', (text + " " + images).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (labels.Enter(said, address, title) is { Length: > 0 } label) link.SetAttribute("aria-label", label);
    }

    private static void SetStyle(IElement element)
    {
        if (MailStyles.Of(element.LocalName) is not { } look) return;
        element.SetAttribute("style", look.Style);
        if (look.Class.Length > 0) element.SetAttribute("class", look.Class);
    }

    private static string Uncontrolled(string address) =>
        string.Concat(address.Select(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) ? "%20" : letter.ToString()));

    private static bool IsLink(string address) => IsWeb(address) || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "mailto" or "tel");

    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
