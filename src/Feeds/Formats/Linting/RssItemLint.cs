using System.Globalization;
using System.Net;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks an item: rules 6 to 9 and 12 to 17.</summary>
/// <param name="reader">A reader at the item.</param>
/// <param name="report">Where findings go.</param>
/// <param name="ids">The identities so far.</param>
internal sealed class RssItemLint(XmlLintReader reader, LintReport report, HashSet<string> ids)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private string? _description;
    private string? _content;
    private DateTime? _published;
    private int _enclosures;

    /// <summary>Checks the item and returns when it was published, where that can be read.</summary>
    public DateTime? Check()
    {
        var place = reader.Place;
        var depth = reader.Depth;
        while (reader.NextChild(depth))
            CheckElement();
        foreach (var (name, rule) in new[] { ("title", 8), ("link", 7), ("guid", 12), ("pubDate", 13) })
            report.Require(_seen.Contains(name), rule, place, $"The item has no {name}.");
        if (_description is not null && string.Equals(_description, _content, StringComparison.Ordinal))
            report.Error(15, place, "The description is a copy of the full text.");
        else if (_description is not null && FeedSummary.IsCopy(WebUtility.HtmlDecode(_description), _content))
            report.Error(15, place, "The description says all that the full text says.");
        return _published;
    }

    /// <summary>A date as RSS has to have it.</summary>
    public static DateTime? Date(string text, LintPlace place, LintReport report)
    {
        if (DateTime.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        report.Error(13, place, $"The date is not RFC 822 with GMT: {text}");
        return null;
    }

    private void CheckElement()
    {
        switch (reader.Namespace)
        {
            case "": CheckOwn(reader.LocalName, reader.Place); break;
            case FeedNamespaces.Content when reader.LocalName == "encoded": CheckContent(reader.Place); break;
            case FeedNamespaces.DublinCore when reader.LocalName == "creator":
                var place = reader.Place;
                report.Require(!string.IsNullOrWhiteSpace(reader.Text()), 14, place, "dc:creator is empty.");
                break;
            case FeedNamespaces.Media when reader.LocalName == "content": MediaLint.Check(reader, report); break;
        }
    }

    private void CheckOwn(string name, LintPlace place)
    {
        if (name == "category")
        {
            CheckCategory(place);
            return;
        }
        if (name == "enclosure")
        {
            CheckEnclosure(place);
            return;
        }
        if (!_seen.Add(name))
            report.Error(name == "guid" ? 12 : 10, place, $"The item has more than one {name}.");
        switch (name)
        {
            case "title": TextLint.CheckTitle(reader.Text(), 8, "item's title", place, report); break;
            case "link": UrlLint.CheckWeb(reader.Text(), "the item", place, report); break;
            case "guid": CheckGuid(place); break;
            case "pubDate": _published = Date(reader.Text(), place, report); break;
            case "author": report.Require(reader.Text().Contains('@', StringComparison.Ordinal), 14, place, "author holds no address."); break;
            case "description": CheckDescription(place); break;
        }
    }

    private void CheckGuid(LintPlace place)
    {
        report.Require(reader.Attribute("isPermaLink") == "false", 12, place, "guid does not say isPermaLink=\"false\".");
        var id = reader.Text();
        if (string.IsNullOrWhiteSpace(id))
            report.Error(12, place, "guid is empty.");
        else if (!ids.Add(id))
            report.Error(12, place, $"Two items have the guid {id}.");
    }

    private void CheckDescription(LintPlace place)
    {
        report.Require(_content is null, 15, place, "The description comes after the full text.");
        _description = reader.Text();
        HtmlLint.Check(_description, place, report);
    }

    private void CheckContent(LintPlace place)
    {
        report.Require(_content is null, 15, place, "The item has two full texts.");
        _content = reader.Content();
        HtmlLint.Check(_content, place, report);
    }

    private void CheckCategory(LintPlace place)
    {
        UrlLint.CheckWeb(reader.Attribute("domain"), "a category's scheme", place, report);
        report.Require(reader.Attribute("domain") is not null, 17, place, "A category has no domain.");
        var label = reader.Text();
        report.Require(!string.IsNullOrWhiteSpace(label), 17, place, "A category has no text.");
        if (!_seen.Add("category " + label))
            report.Warning(17, place, $"The item has the category {label} twice.");
    }

    private void CheckEnclosure(LintPlace place)
    {
        if (++_enclosures > 1)
            report.Error(16, place, "The item has more than one enclosure.");
        UrlLint.CheckWeb(reader.Attribute("url"), "the enclosure", place, report);
        report.Require(long.TryParse(reader.Attribute("length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0, 16, place, "The enclosure has no length.");
        report.Require(reader.Attribute("type")?.Contains('/', StringComparison.Ordinal) == true, 16, place, "The enclosure has no media type.");
    }
}
