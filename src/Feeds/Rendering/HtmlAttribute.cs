namespace Syndication.Feeds.Rendering;

/// <summary>An attribute, as ranges of the HTML that it stands in; the value has its entities as written.</summary>
internal readonly record struct HtmlAttribute(Range Name, Range Value);
