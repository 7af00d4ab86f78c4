using System.Globalization;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks an Atom feed: rules 13, 19, 20 and 23.</summary>
/// <param name="reader">A reader at the root.</param>
/// <param name="report">Where findings go.</param>
/// <param name="entries">Entries that belong into it and were checked by themselves.</param>
internal sealed class AtomLint(XmlLintReader reader, LintReport report, IReadOnlyList<CheckedEntry> entries)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly LinkLint _links = new(report);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private DateTime? _updated;
    private DateTime? _newest;
    private LintPlace? _authorless;

    public void Check()
    {
        if (reader is not { LocalName: "feed", Namespace: FeedNamespaces.Atom })
        {
            report.Error(19, reader.Place, "The document is not an Atom feed.");
            return;
        }
        var place = reader.Place;
        LanguageLint.Check(reader.Attribute("lang", FeedNamespaces.Xml), 19, place, report);
        while (reader.NextChild(0))
            CheckElement();
        foreach (var known in entries)
            AddChecked(known, place);
        foreach (var name in new[] { "id", "title", "updated" })
            report.Require(_seen.Contains(name), 19, place, $"The feed has no {name}.");
        if (_newest is not null && _updated is not null && _newest != _updated)
            report.Error(20, place, "The feed's updated is not that of its newest entry.");
        if (_authorless is { } entry && !_seen.Contains("author"))
            report.Error(21, entry, "Neither the entry nor the feed has an author.");
        report.Require(_links.Count("alternate") > 0, 20, place, "The feed has no alternate link.");
        _links.Finish(20, place);
    }

    /// <summary>A date as this product writes it.</summary>
    public static DateTime? Date(string text, LintPlace place, LintReport report)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
            return date;
        report.Error(13, place, $"The date is not RFC 3339 with whole seconds and Z: {text}");
        return null;
    }

    /// <summary>Checks a person.</summary>
    public static void CheckPerson(XmlLintReader reader, LintReport report)
    {
        var place = reader.Place;
        var depth = reader.Depth;
        var name = "";
        while (reader.NextChild(depth))
        {
            var at = reader.Place;
            switch (reader.LocalName)
            {
                case "name": name = reader.Text(); break;
                case "uri": UrlLint.CheckWeb(reader.Text(), "an author", at, report); break;
                case "email": report.Require(reader.Text().IndexOf('@', StringComparison.Ordinal) > 0, 19, at, "An author's e-mail address is none."); break;
            }
        }
        report.Require(!string.IsNullOrWhiteSpace(name), 19, place, "A person has no name.");
    }

    private void CheckElement()
    {
        var place = reader.Place;
        if (reader is { Namespace: FeedNamespaces.History, LocalName: "archive" })
            _links.IsArchive = true;
        if (reader.Namespace != FeedNamespaces.Atom)
            return;
        var name = reader.LocalName;
        if (name == "entry")
            CheckEntry(place);
        else if (name == "link")
            _links.Add(reader.Attribute("rel") ?? "alternate", reader.Attribute("href"), 20, place);
        else if (!_seen.Add(name) && name is not ("author" or "contributor" or "category"))
            report.Error(19, place, $"The feed has more than one {name}.");
        else
            CheckOwn(name, place);
    }

    private void CheckOwn(string name, LintPlace place)
    {
        switch (name)
        {
            case "title":
                report.Require(reader.Attribute("type") is null or "text", 8, place, "The feed's title is not plain text.");
                TextLint.CheckTitle(reader.Text(), 19, "feed's title", place, report);
                break;
            case "id":
                report.Require(Uri.IsWellFormedUriString(reader.Text(), UriKind.Absolute), 20, place, "The feed's id is not a URI.");
                break;
            case "updated":
                _updated = Date(reader.Text(), place, report);
                break;
            case "logo" or "icon":
                UrlLint.CheckWeb(reader.Text(), $"the {name}", place, report);
                break;
            case "author" or "contributor":
                CheckPerson(reader, report);
                break;
            case "subtitle" or "rights":
                report.Require(reader.Attribute("type") is null or "text" or "html" or "xhtml", 19, place, $"The {name} has a type that Atom does not know.");
                break;
            case "generator" or "category":
                break;
            default:
                report.Error(19, place, $"Atom knows no {name} in a feed.");
                break;
        }
    }

    private void CheckEntry(LintPlace place)
    {
        var entry = new AtomEntryLint(reader, report, _ids);
        entry.Check();
        Add(entry.Updated, entry.HasAuthor, place);
    }

    private void AddChecked(CheckedEntry entry, LintPlace place)
    {
        if (entry.Id is not null && !_ids.Add(entry.Id))
            report.Error(12, place, $"Two entries have the id {entry.Id}.");
        Add(entry.Date, entry.HasAuthor, place);
    }

    private void Add(DateTime? updated, bool hasAuthor, LintPlace place)
    {
        if (_newest is null || updated > _newest)
            _newest = updated;
        if (!hasAuthor)
            _authorless ??= place;
    }
}
