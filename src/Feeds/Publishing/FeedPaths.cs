using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Which feeds a post belongs to, and where they stand.</summary>
public static class FeedPaths
{
    /// <summary>The feed of everything.</summary>
    public const string All = "all";

    private const string TagFolder = "tags/";

    /// <summary>Whether feeds of this path's kind are published.</summary>
    public static bool IsConfigured(string path, FeedsOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return path[..(path.IndexOf('/', StringComparison.Ordinal) + 1)] switch
        {
            TagFolder => options.ByTag,
            "types/" => options.ByType,
            "categories/" => options.ByCategory,
            _ => true,
        };
    }

    /// <summary>Slugs of tags whose feeds are retired.</summary>
    internal static HashSet<string> RetiredTagSlugs(LedgerState ledger) =>
        [.. ledger.Feeds.Values.Where(feed => !feed.IsLive && feed.Path.StartsWith(TagFolder, StringComparison.Ordinal)).Select(feed => feed.Path[TagFolder.Length..])];

    /// <summary>The paths of the feeds that hold a post, without extension.</summary>
    public static IEnumerable<string> Of(Post post, FeedsOptions options) => LabelsOf(post, options).Select(feed => feed.Path);

    /// <summary>The paths with what each feed's posts have in common, as people read it.</summary>
    public static IEnumerable<(string Path, string Label)> LabelsOf(Post post, FeedsOptions options)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(options);
        if (!post.InFeeds) yield break;
        yield return (All, "");
        if (options.ByTag)
        {
            foreach (var tag in post.Tags) yield return ("tags/" + tag.Slug, tag.Label);
        }

        if (options.ByType && post.Type is { Length: > 0 } type) yield return ("types/" + TagKey.Slug(type), type);
        if (!options.ByCategory) yield break;
        foreach (var category in post.Categories.DistinctBy(TagKey.Slug, StringComparer.Ordinal)) yield return ("categories/" + TagKey.Slug(category), category);
    }
}
