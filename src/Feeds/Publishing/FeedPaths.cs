using System.Collections.Concurrent;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Which feeds a post belongs to, and where they stand.</summary>
public static class FeedPaths
{
    /// <summary>The feed of everything.</summary>
    public const string All = "all";

    private const string TagFolder = "tags/";
    private const int MostKept = 10_000;

    private static readonly ConcurrentDictionary<string, string> OfTags = new(StringComparer.Ordinal);
    private static int kept;

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

    /// <summary>Whether a feed holds a post.</summary>
    public static bool Holds(string path, Post post, FeedsOptions options)
    {
        foreach (var (own, _) in LabelsOf(post, options))
        {
            if (own == path) return true;
        }

        return false;
    }

    /// <summary>The paths with what each feed's posts have in common, as people read it.</summary>
    public static IReadOnlyList<(string Path, string Label)> LabelsOf(Post post, FeedsOptions options)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(options);
        if (!post.InFeeds) return [];
        var labels = new List<(string Path, string Label)>(post.Tags.Length + post.Categories.Length + 2) { (All, "") };
        if (options.ByTag)
        {
            foreach (var tag in post.Tags) labels.Add((OfTag(tag.Slug), tag.Label));
        }

        if (options.ByType && post.Type is { Length: > 0 } type) labels.Add(("types/" + TagKey.Slug(type), type));
        if (!options.ByCategory) return labels;
        foreach (var category in post.Categories.DistinctBy(TagKey.Slug, StringComparer.Ordinal)) labels.Add(("categories/" + TagKey.Slug(category), category));
        return labels;
    }

    // Asked for again with each post of a tag.
    private static string OfTag(string slug)
    {
        if (OfTags.TryGetValue(slug, out var path)) return path;
        path = TagFolder + slug;
        if (Volatile.Read(ref kept) < MostKept && OfTags.TryAdd(slug, path)) Interlocked.Increment(ref kept);
        return path;
    }
}
