using System.Globalization;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks an entry: rules 6 to 9, 12, 13, 19 and 21.</summary>
/// <param name="reader">A reader at the entry.</param>
/// <param name="report">Where findings go.</param>
/// <param name="ids">The identities so far.</param>
internal sealed class AtomEntryLint(XmlLintReader reader, LintReport report, HashSet<string> ids)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private DateTime? _published;
    private DateTime? _corrected;
    private bool _hasAlternate;

    /// <summary>When it last changed, where that can be read.</summary>
    public DateTime? Updated { get; private set; }

    /// <summary>Whether it names an author.</summary>
    public bool HasAuthor => _seen.Contains("author");

    public void Check()
    {
        var place = reader.Place;
        var depth = reader.Depth;
        LanguageLint.Check(reader.Attribute("lang", FeedNamespaces.Xml), 21, place, report);
        while (reader.NextChild(depth))
            CheckElement();
        foreach (var name in new[] { "id", "title", "published", "updated", "summary" })
            report.Require(_seen.Contains(name), 21, place, $"The entry has no {name}.");
        report.Require(_hasAlternate, 21, place, "The entry has no link to its page.");
        if (_corrected > Updated?.Date)
            report.Warning(24, place, "The entry was updated before its correction.");
        if (_published > Updated)
            report.Error(21, place, "The entry was updated before it was published.");
    }

    private void CheckElement()
    {
        var place = reader.Place;
        if (reader is { Namespace: FeedNamespaces.Media, LocalName: "content" })
            MediaLint.Check(reader, report);
        if (reader.Namespace != FeedNamespaces.Atom)
            return;
        var name = reader.LocalName;
        if (!_seen.Add(name) && name is not ("author" or "contributor" or "category" or "link"))
            report.Error(19, place, $"The entry has more than one {name}.");
        switch (name)
        {
            case "id": CheckId(place); break;
            case "title": CheckTitle(place); break;
            case "link": CheckLink(place); break;
            case "published": _published = AtomLint.Date(reader.Text(), place, report); break;
            case "updated": Updated = AtomLint.Date(reader.Text(), place, report); break;
            case "author" or "contributor": AtomLint.CheckPerson(reader, report); break;
            case "category": CheckCategory(place); break;
            case "summary": CheckSummary(place); break;
            case "content": CheckContent(place); break;
            case "rights" or "source": break;
            default: report.Error(19, place, $"Atom knows no {name} in an entry."); break;
        }
    }

    private void CheckId(LintPlace place)
    {
        var id = reader.Text();
        report.Require(!string.IsNullOrWhiteSpace(id), 21, place, "The entry's id is empty.");
        // An identity is never changed, so a post that states a faulty one keeps it.
        if (!Uri.IsWellFormedUriString(id, UriKind.Absolute))
            report.Warning(21, place, $"The entry's id is not a URI: {id}");
        report.Require(ids.Add(id), 12, place, $"Two entries have the id {id}.");
    }

    private void CheckTitle(LintPlace place)
    {
        report.Require(reader.Attribute("type") is null or "text", 8, place, "The entry's title is not plain text.");
        TextLint.CheckTitle(reader.Text(), 21, "entry's title", place, report);
    }

    private void CheckLink(LintPlace place)
    {
        UrlLint.CheckWeb(reader.Attribute("href"), "the entry", place, report);
        _hasAlternate |= reader.Attribute("rel") is null or "alternate";
        if (reader.Attribute("rel") != "enclosure")
            return;
        report.Require(long.TryParse(reader.Attribute("length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0, 16, place, "The enclosure has no length.");
        report.Require(reader.Attribute("type")?.Contains('/', StringComparison.Ordinal) == true, 16, place, "The enclosure has no media type.");
    }

    private void CheckCategory(LintPlace place)
    {
        var term = reader.Attribute("term");
        report.Require(!string.IsNullOrWhiteSpace(term), 21, place, "A category has no term.");
        report.Require(!string.IsNullOrWhiteSpace(reader.Attribute("label")), 21, place, "A category has no label.");
        report.Require(reader.Attribute("scheme") is not null, 21, place, "A category has no scheme.");
        UrlLint.CheckWeb(reader.Attribute("scheme"), "a category's scheme", place, report);
        if (!_seen.Add("category " + term))
            report.Warning(21, place, $"The entry has the category {term} twice.");
    }

    private void CheckSummary(LintPlace place)
    {
        report.Require(reader.Attribute("type") is null or "text", 21, place, "The summary is not plain text.");
        TextLint.Check(reader.Text(), "summary", place, report);
    }

    private void CheckContent(LintPlace place)
    {
        report.Require(reader.Attribute("type") == "html", 21, place, "The content is not of type html.");
        var html = reader.Content();
        HtmlLint.Check(html, place, report);
        _corrected = NoticeLint.Check(html, place, report);
    }
}
