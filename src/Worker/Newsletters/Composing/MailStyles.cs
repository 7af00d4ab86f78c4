namespace Syndication.Worker.Newsletters.Composing;

/// <summary>How each element of a post looks in a mail: complete inline, since many readers drop the style sheet; the class is what its dark colours hang on.</summary>
internal static class MailStyles
{
    private const string Ink = "color:#1d2329;";
    private const string Sans = "font-family:Arial,Helvetica,sans-serif;";
    private const string Mono = "font-family:Consolas,Menlo,monospace;background-color:#eef1f4;" + Ink;

    /// <summary>Inline style and class of an element, or null for one that needs neither.</summary>
    public static (string Style, string Class)? Of(string element) => element switch
    {
        "p" or "dl" => ("margin:0 0 16px;font-size:16px;line-height:26px;" + Ink, "t"),
        "h3" => ("margin:24px 0 8px;font-size:19px;line-height:26px;font-weight:bold;" + Sans + Ink, "t"),
        "h4" => ("margin:20px 0 8px;font-size:17px;line-height:24px;font-weight:bold;" + Sans + Ink, "t"),
        "h5" or "h6" => ("margin:16px 0 8px;font-size:16px;line-height:24px;font-weight:bold;" + Sans + Ink, "t"),
        "ul" or "ol" => ("margin:0 0 16px;padding:0 0 0 24px;font-size:16px;line-height:26px;" + Ink, "t"),
        "li" => ("margin:0 0 6px;" + Ink, "t"),
        "dt" => ("margin:0;font-weight:bold;" + Ink, "t"),
        "dd" => ("margin:0 0 8px 16px;" + Ink, "t"),
        "blockquote" => ("margin:0 0 16px;padding:0 0 0 16px;border-left:4px solid #8a96a3;" + Ink, "t"),
        "pre" => ("margin:0 0 16px;padding:12px;font-size:14px;line-height:20px;white-space:pre-wrap;overflow-wrap:anywhere;word-break:break-word;" + Mono, "c"),
        "code" or "kbd" or "samp" => ("font-size:14px;" + Mono, "c"),
        "a" => ("color:#0b57a4;text-decoration:underline;", "l"),
        "img" => ("display:block;width:auto;max-width:100%;height:auto;margin:0 0 16px;border:0;font-size:14px;" + Ink, "t"),
        "figure" => ("margin:0 0 16px;", ""),
        "figcaption" or "caption" => ("padding:0 0 8px;font-size:14px;line-height:20px;text-align:start;color:#4a545e;", "m"),
        "table" => ("width:100%;margin:0 0 16px;border-collapse:collapse;font-size:14px;line-height:20px;" + Ink, "t"),
        "th" => ("padding:6px;border:1px solid #8a96a3;text-align:start;vertical-align:top;overflow-wrap:anywhere;word-break:break-word;font-weight:bold;" + Ink, "t b"),
        "td" => ("padding:6px;border:1px solid #8a96a3;text-align:start;vertical-align:top;overflow-wrap:anywhere;word-break:break-word;" + Ink, "t b"),
        "hr" => ("margin:24px 0;border:0;border-top:1px solid #8a96a3;", "b"),
        "sup" => ("font-size:14px;line-height:0;vertical-align:super;", ""),
        "sub" => ("font-size:14px;line-height:0;vertical-align:sub;", ""),
        "small" => ("font-size:14px;", ""),
        "mark" => ("background-color:#fff3bf;color:#1d2329;", "k"),
        _ => null,
    };
}
