namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks the links of a feed, alike in RSS and Atom: rules 11, 20 and 23.</summary>
/// <param name="report">Where findings go.</param>
internal sealed class LinkLint(LintReport report)
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private readonly Dictionary<(string Relation, string? Address), LintPlace> _addresses = [];

    /// <summary>Whether the feed says that it is an archive page.</summary>
    public bool IsArchive { get; set; }

    public int Count(string relation) => _counts.GetValueOrDefault(relation);

    public void Add(string relation, string? href, int rule, LintPlace place)
    {
        UrlLint.CheckWeb(href, $"the {relation} link", place, report);
        _counts[relation] = Count(relation) + 1;
        if (!_addresses.TryAdd((relation, href), place))
            report.Error(rule, place, $"The feed has the {relation} link {href} twice.");
        if (relation is "self" or "alternate" or "current" or "prev-archive" or "next-archive" && Count(relation) == 2)
            report.Error(relation.EndsWith("archive", StringComparison.Ordinal) || relation == "current" ? 23 : rule, place, $"The feed has more than one {relation} link.");
    }

    public void Finish(int rule, LintPlace place)
    {
        report.Require(Count("self") > 0, rule, place, "The feed has no self link.");
        var selves = _addresses.Keys.Where(link => link.Relation == "self").Select(link => link.Address).ToList();
        foreach (var (link, at) in _addresses)
        {
            if (link.Relation is "current" or "prev-archive" or "next-archive" && selves.Contains(link.Address, StringComparer.Ordinal))
                report.Error(23, at, $"The {link.Relation} link leads to the document itself.");
        }
        if (IsArchive)
            report.Require(Count("current") > 0, 23, place, "The archive page has no link to the current feed.");
        else
            report.Require(Count("current") + Count("next-archive") == 0, 23, place, "The feed links like an archive page but does not say that it is one.");
    }
}
