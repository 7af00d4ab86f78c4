
namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks a channel: rules 10, 11, 13, 14, 18 and 23.</summary>
/// <param name="reader">A reader at the root.</param>
/// <param name="report">Where findings go.</param>
/// <param name="entries">Items that belong into it and were checked by themselves.</param>
internal sealed class RssLint(XmlLintReader reader, LintReport report, IReadOnlyList<CheckedEntry> entries)
{
    private static readonly string[] Required = ["title", "link", "description", "language", "generator", "lastBuildDate"];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly LinkLint _links = new(report);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private string _title = "";
    private string _link = "";
    private (LintPlace Place, string? Title, string? Link)? _image;
    private DateTime? _built;
    private DateTime? _newest;

    public void Check()
    {
        if (reader is not { LocalName: "rss", Namespace: "" } || reader.Attribute("version") != "2.0" || !reader.NextChild(0) || reader is not { LocalName: "channel", Namespace: "" })
        {
            report.Error(10, reader.Place, "The document is not RSS 2.0 with a channel.");
            return;
        }
        var place = reader.Place;
        while (reader.NextChild(1))
            CheckElement();
        foreach (var entry in entries)
            AddChecked(entry, place);
        foreach (var name in Required)
            report.Require(_seen.Contains(name), 10, place, $"The channel has no {name}.");
        if (_image is var (at, imageTitle, imageLink))
        {
            report.Require(imageTitle == _title, 18, at, "The image's title is not the channel's.");
            report.Require(imageLink == _link, 18, at, "The image's link is not the channel's.");
        }
        if (_newest > _built)
            report.Error(10, place, "lastBuildDate is older than the newest item.");
        _links.Finish(11, place);
    }

    private void CheckElement()
    {
        var place = reader.Place;
        if (reader.Namespace == FeedNamespaces.Atom && reader.LocalName == "link")
            _links.Add(reader.Attribute("rel") ?? "alternate", reader.Attribute("href"), 11, place);
        else if (reader is { Namespace: FeedNamespaces.History, LocalName: "archive" })
            _links.IsArchive = true;
        if (reader.Namespace.Length > 0)
            return;
        var name = reader.LocalName;
        if (name == "item")
            CheckItem();
        else if (!_seen.Add(name) && name != "category")
            report.Error(10, place, $"The channel has more than one {name}.");
        else
            CheckOwn(name, place);
    }

    private void CheckOwn(string name, LintPlace place)
    {
        switch (name)
        {
            case "title":
                TextLint.CheckTitle(_title = reader.Text(), 10, "channel's title", place, report);
                break;
            case "link":
                UrlLint.CheckWeb(_link = reader.Text(), "the channel", place, report);
                break;
            case "description":
                TextLint.CheckTitle(reader.Text(), 10, "channel's description", place, report);
                break;
            case "lastBuildDate":
                _built = RssItemLint.Date(reader.Text(), place, report);
                break;
            case "managingEditor" or "webMaster":
                report.Require(reader.Text().Contains('@', StringComparison.Ordinal), 14, place, $"{name} holds no address.");
                break;
            case "language":
                LanguageLint.Check(reader.Text(), 10, place, report);
                break;
            case "docs":
                report.Error(10, place, "The channel holds docs.");
                break;
            case "image":
                CheckImage(place);
                break;
        }
    }

    private void CheckItem() => AddDate(new RssItemLint(reader, report, _ids).Check());

    private void AddChecked(CheckedEntry entry, LintPlace place)
    {
        if (entry.Id is not null && !_ids.Add(entry.Id))
            report.Error(12, place, $"Two items have the guid {entry.Id}.");
        AddDate(entry.Date);
    }

    private void AddDate(DateTime? published)
    {
        if (_newest is null || published > _newest)
            _newest = published;
    }

    private void CheckImage(LintPlace place)
    {
        string? url = null, title = null, link = null;
        var depth = reader.Depth;
        while (reader.NextChild(depth))
        {
            switch (reader.LocalName)
            {
                case "url": url = reader.Text(); break;
                case "title": title = reader.Text(); break;
                case "link": link = reader.Text(); break;
            }
        }
        UrlLint.CheckWeb(url, "the channel's image", place, report);
        _image = (place, title, link);
    }
}
