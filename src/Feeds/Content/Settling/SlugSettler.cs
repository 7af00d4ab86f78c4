using System.Globalization;

namespace Syndication.Feeds.Content.Settling;

/// <summary>Gives every tag its slug: the configured one, the one it had, its own, or a numbered one.</summary>
internal sealed class SlugSettler(ContentOptions content, IReadOnlyDictionary<string, string> slugs, IReadOnlySet<string> retired)
{
    private readonly Dictionary<string, PostTag> settled = new(StringComparer.Ordinal);
    private readonly List<Problem> problems = [];

    /// <summary>The tags by key.</summary>
    public IReadOnlyDictionary<string, PostTag> Tags => settled;

    /// <summary>Tags whose slug had to be numbered.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Settles all tags; the time is in their number, not in that of the posts.</summary>
    public void Settle(IEnumerable<TagUse> uses)
    {
        var configured = content.TagSlugs
            .Select(pair => (Key: TagKey.Of(pair.Key), Slug: TagKey.Slug(pair.Value)))
            .Where(pair => pair.Slug.Length > 0)
            .DistinctBy(pair => pair.Key)
            .ToDictionary(pair => pair.Key, pair => pair.Slug, StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var open = new List<TagUse>();
        foreach (var use in uses.OrderBy(use => configured.ContainsKey(use.Key) ? 0 : 1).ThenBy(use => use.First, PostOrder.Instance).ThenBy(use => use.Index))
        {
            if ((configured.GetValueOrDefault(use.Key) ?? slugs.GetValueOrDefault(use.Key)) is { Length: > 0 } slug && taken.Add(slug)) settled[use.Key] = new(use.Label, slug);
            else open.Add(use);
        }

        // A slug that a tag had before is never given to another: readers follow it.
        taken.UnionWith(slugs.Values);
        taken.UnionWith(retired);
        var ownSlugs = open.Select(use => TagKey.Slug(use.Label)).ToHashSet(StringComparer.Ordinal);
        foreach (var use in open) Number(use, taken, ownSlugs);
    }

    private void Number(TagUse use, HashSet<string> taken, HashSet<string> ownSlugs)
    {
        var own = TagKey.Slug(use.Label);
        if (own.Length > 0 && taken.Add(own))
        {
            settled[use.Key] = new(use.Label, own);
            return;
        }

        var number = own.Length > 0 ? 2 : 1;
        string slug;
        do slug = string.Create(CultureInfo.InvariantCulture, $"{(own.Length > 0 ? own : "tag")}-{number++}");
        while (ownSlugs.Contains(slug) || !taken.Add(slug));
        settled[use.Key] = new(use.Label, slug);
        if (own.Length == 0) return;
        var entry = Fields.FieldReader.First(use.First.Properties, Fields.TagField.Keys);
        problems.Add(new(
            use.First.File, entry?.Line ?? use.First.Properties.Line, entry?.Column ?? 1, ProblemSeverity.Warning, ProblemCodes.TagCollision,
            $"The tag '{use.Label}' has the slug {slug}, for {own} is another tag's.", $"Set Content:TagSlugs:{use.Label} in the configuration."));
    }
}
