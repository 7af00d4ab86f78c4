using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Syndication.Worker.Http.EditionArchive;

/// <summary>Finds the pictures of a page's part.</summary>
internal static class PageImages
{
    /// <summary>The addresses of its pictures, absolute as they are in safe HTML.</summary>
    public static IEnumerable<string> Of(string html) => html.Contains("<img", StringComparison.Ordinal)
        ? new HtmlParser().ParseDocument(html).QuerySelectorAll("img").Select(image => image.GetAttribute("src")).OfType<string>()
        : [];
}
