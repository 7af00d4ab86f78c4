using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Syndication.Worker.Newsletters.Composing.Checking;

/// <summary>What a message's HTML must keep: see <c>docs/templates.md</c>.</summary>
internal static partial class HtmlCheck
{
    /// <summary>Gmail clips at 102,400 bytes, and with the end goes the link for leaving.</summary>
    private const int MostBytes = 80 * 1024;

    /// <summary>Gmail drops a longer style sheet whole.</summary>
    private const int MostStyle = 16 * 1024;

    private static readonly HashSet<string> Forbidden = new(StringComparer.Ordinal)
    {
        "script", "form", "input", "button", "select", "textarea", "iframe", "frame", "object", "embed", "applet", "base", "svg", "math", "video", "audio",
        "canvas", "link", "template",
    };

    /// <summary>What is wrong, a phrase each.</summary>
    /// <param name="html">The document with a reader's own parts.</param>
    /// <param name="document">The same, read.</param>
    public static IEnumerable<string> Faults(string html, IHtmlDocument document)
    {
        if (Encoding.UTF8.GetByteCount(html) is var size && size > MostBytes) yield return string.Create(CultureInfo.InvariantCulture, $"the HTML has {size} bytes, more than {MostBytes}");
        if (!html.TrimStart().StartsWith("<!doctype html>", StringComparison.OrdinalIgnoreCase)) yield return "the HTML has no <!DOCTYPE html>";
        foreach (var fault in Frame(document).Concat(Headings(document)).Concat(Styles(document))) yield return fault;
        foreach (var element in document.All)
        {
            if (Forbidden.Contains(element.LocalName)) yield return $"the HTML has a <{element.LocalName}>";
            if (element.Attributes.FirstOrDefault(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)) is { } script) yield return $"an element has {script.Name}";
            if (Fault(element) is { } fault) yield return fault;
        }
    }

    private static IEnumerable<string> Frame(IHtmlDocument document)
    {
        if (!IsMarked(document.DocumentElement)) yield return "<html> lacks lang or dir";
        if (document.Body is null || document.Body.Children.Length == 0) yield return "the HTML has no body";
        else if (!document.Body.Children.All(IsMarked)) yield return "an element of <body> lacks lang or dir, which webmail takes from nowhere else";
        if (string.IsNullOrWhiteSpace(document.Title)) yield return "the HTML has no title";
    }

    private static IEnumerable<string> Headings(IHtmlDocument document)
    {
        var levels = document.QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(heading => heading.LocalName[1] - '0').ToList();
        if (levels.Count(level => level == 1) != 1) yield return $"the HTML has {levels.Count(level => level == 1)} <h1>";
        if (levels.Zip(levels.Skip(1)).Any(pair => pair.Second > pair.First + 1)) yield return "a level of headings is skipped";
    }

    private static IEnumerable<string> Styles(IHtmlDocument document)
    {
        var css = string.Concat(document.QuerySelectorAll("style").Select(style => style.TextContent));
        if (Encoding.UTF8.GetByteCount(css) > MostStyle) yield return $"<style> has more than {MostStyle} bytes";
        if (RemoteStyle().IsMatch(css) || document.QuerySelectorAll("[style*='url(']").Length > 0) yield return "a style loads something";
    }

    private static string? Fault(IElement element)
    {
        switch (element.LocalName)
        {
            case "img":
                var source = element.GetAttribute("src") ?? "";
                if (element.GetAttribute("alt") is null) return "an image has no alt";
                if (!source.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) return "an image's address is not https";
                return IsDot(element, "width") || IsDot(element, "height") ? "an image is a dot that tells who reads" : null;
            case "a":
                var address = element.GetAttribute("href") ?? "";
                if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http" or "mailto" or "tel")) return $"a link leads to '{address}'";
                var words = element.TextContent + element.GetAttribute("aria-label") + string.Concat(element.QuerySelectorAll("img").Select(image => image.GetAttribute("alt")));
                return string.IsNullOrWhiteSpace(words) ? "a link has no words" : null;
            case "table":
                return element.QuerySelector("th") is null && element.GetAttribute("role") is not ("presentation" or "none") ? "a table for layout has no role=\"presentation\"" : null;
            default:
                return null;
        }
    }

    private static bool IsMarked(IElement element) => !string.IsNullOrEmpty(element.GetAttribute("lang")) && element.GetAttribute("dir") is "ltr" or "rtl";

    private static bool IsDot(IElement image, string side) => int.TryParse(image.GetAttribute(side), CultureInfo.InvariantCulture, out var length) && length <= 3;

    [GeneratedRegex(@"@import|@font-face|url\(", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex RemoteStyle();
}
