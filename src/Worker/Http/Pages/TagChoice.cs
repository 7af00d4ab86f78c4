using System.Collections.Immutable;
using System.Globalization;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Http.Pages;

/// <summary>The tags of a form, as templates name them: up to some dozens beside one another; of more, those of most posts so and the others by their first letter, folded.</summary>
internal sealed class TagChoice
{
    private const int MostTogether = 40;
    private const int FirstOfMany = 20;

    private TagChoice(IReadOnlyList<object> tags, IReadOnlyList<object> groups) => (Tags, Groups) = (tags, groups);

    /// <summary>What is shown at once: <c>slug</c>, <c>label</c>, <c>chosen</c>.</summary>
    public IReadOnlyList<object> Tags { get; }

    /// <summary>What is folded: <c>letter</c>, <c>open</c> where one of them is chosen, and <c>tags</c> as above; none for few tags.</summary>
    public IReadOnlyList<object> Groups { get; }

    /// <summary>Arranges tags; those chosen that no post has any more stay, so that saving drops none.</summary>
    /// <param name="offered">By label.</param>
    /// <param name="chosen">Slugs; null for every post.</param>
    /// <param name="language">Whose letters they are.</param>
    public static TagChoice Of(IReadOnlyList<OfferedTag> offered, ImmutableArray<string>? chosen, string language)
    {
        var wanted = (chosen ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var known = offered.Select(tag => tag.Slug).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var all = offered.Concat((chosen ?? []).Where(slug => !known.Contains(slug)).Distinct(StringComparer.OrdinalIgnoreCase).Select(slug => new OfferedTag(slug, slug, 0))).ToList();
        if (all.Count <= MostTogether) return new TagChoice(Describe(all, wanted), []);
        var first = all.OrderByDescending(tag => tag.Posts).Take(FirstOfMany).ToHashSet();
        var culture = CultureInfo.GetCultureInfo(language);
        var groups = all.Where(tag => !first.Contains(tag)).GroupBy(tag => Letter(tag.Label, culture), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.InvariantCulture)
            .Select(group => new { letter = group.Key, open = group.Any(tag => wanted.Contains(tag.Slug)), tags = Describe(group, wanted) });
        return new TagChoice(Describe(all.Where(first.Contains), wanted), [.. groups]);
    }

    private static object[] Describe(IEnumerable<OfferedTag> tags, HashSet<string> wanted) =>
        [.. tags.Select(tag => new { slug = tag.Slug, label = tag.Label, chosen = wanted.Contains(tag.Slug) })];

    private static string Letter(string label, CultureInfo culture)
    {
        var first = StringInfo.GetNextTextElement(label).ToUpper(culture);
        return first.Length > 0 && char.IsLetter(first, 0) ? first : "#";
    }
}
