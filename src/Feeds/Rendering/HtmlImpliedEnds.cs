namespace Syndication.Feeds.Rendering;

/// <summary>The end tags that HTML lets an author leave out (HTML Standard §13.1.2.4).</summary>
internal static class HtmlImpliedEnds
{
    /// <summary>Closes what a start tag ends.</summary>
    /// <param name="name">The element that begins.</param>
    /// <param name="open">The elements that are open, outermost first.</param>
    /// <param name="closeTo">Closes all from a depth on.</param>
    public static void Before(string name, List<string> open, Action<int> closeTo)
    {
        for (var i = open.Count - 1; i >= 0 && open[i] is not ("table" or "ul" or "ol" or "dl" or "blockquote" or "figure" or "details" or "section" or "article" or "aside" or "div"); i--)
        {
            if (!Ends(name, open[i])) continue;
            closeTo(i);
            return;
        }

        // A list or a table that begins ends an open paragraph all the same.
        if (open is [.., "p"] && IsBlock(name)) closeTo(open.Count - 1);
    }

    /// <summary>Whether an end tag of this name reaches out of a cell.</summary>
    public static bool IsTablePart(string name) => name is "table" or "tbody" or "thead" or "tfoot" or "tr" or "td" or "th";

    private static bool Ends(string starting, string opened) => opened switch
    {
        "li" => starting == "li",
        "dt" or "dd" => starting is "dt" or "dd",
        "td" or "th" => starting is "td" or "th" or "tr" or "tbody" or "tfoot" or "thead",
        "tr" => starting is "tr" or "tbody" or "tfoot" or "thead",
        "thead" or "tbody" or "tfoot" => starting is "tbody" or "tfoot" or "thead",
        "a" => starting == "a",
        "p" => IsBlock(starting) || starting is "li" or "dt" or "dd",
        _ => false,
    };

    private static bool IsBlock(string name) => name is
        "address" or "article" or "aside" or "blockquote" or "details" or "div" or "dl" or "figcaption" or "figure" or "footer"
        or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "header" or "hgroup" or "hr" or "main" or "ol" or "p" or "pre" or "section" or "table" or "ul";
}
