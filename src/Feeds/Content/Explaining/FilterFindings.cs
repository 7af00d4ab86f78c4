namespace Syndication.Feeds.Content.Explaining;

/// <summary>Says condition by condition what a selection makes of front matter.</summary>
public static class FilterFindings
{
    /// <summary>One finding for each condition, by key; one that passes where there is no condition.</summary>
    /// <param name="name">What the selection is called in the configuration.</param>
    /// <param name="filter">The selection.</param>
    /// <param name="properties">The front matter.</param>
    public static IEnumerable<RuleFinding> Of(string name, PropertyFilter filter, FrontMatterMapping properties)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(properties);
        if (filter.Conditions.Count == 0) yield return new(name, "takes every post", null, null, true);
        foreach (var (key, wanted) in filter.Conditions.OrderBy(condition => condition.Key, StringComparer.Ordinal))
        {
            var found = properties.Texts(key).ToList();
            var passes = found.Exists(text => wanted.Contains(text, StringComparer.OrdinalIgnoreCase));
            var entry = properties.Find(key);
            var what = found.Count > 0 ? string.Join(", ", found) : entry is null ? "missing" : "empty";
            yield return new(name, $"{key} must be {string.Join(" or ", wanted)}; it is {what}", entry?.Key, entry?.Line, passes);
        }
    }
}
