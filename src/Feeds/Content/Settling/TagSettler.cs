using System.Collections.Immutable;
using System.Globalization;

namespace Syndication.Feeds.Content.Settling;

/// <summary>Settles one label and one slug for each tag among all posts.</summary>
internal sealed class TagSettler(ContentOptions content, SnapshotContext context)
{
    private readonly Dictionary<PostTag, TagUse> byTag = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, TagUse> byKey = new(StringComparer.Ordinal);
    private readonly List<Problem> problems = [];

    /// <summary>Tags whose slug had to be numbered.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Every tag by its key.</summary>
    public ImmutableDictionary<string, PostTag> Tags => byKey.ToImmutableDictionary(use => use.Key, use => use.Value.Settled!, StringComparer.Ordinal);

    /// <summary>Takes note of a post's tags.</summary>
    public void See(Post post)
    {
        for (var i = 0; i < post.Tags.Length; i++)
        {
            var tag = post.Tags[i];
            if (byTag.TryGetValue(tag, out var use))
            {
                use.See(post, i, tag.Label);
                continue;
            }

            var key = TagKey.Of(tag.Label);
            if (byKey.TryGetValue(key, out use)) use.See(post, i, tag.Label);
            else use = byKey[key] = new(key, post, i, tag.Label);
            byTag[tag] = use;
        }
    }

    /// <summary>Gives every tag its slug: the configured one, the one it had, its own, or a numbered one.</summary>
    public void Settle()
    {
        var configured = content.TagSlugs
            .Select(pair => (Key: TagKey.Of(pair.Key), Slug: TagKey.Slug(pair.Value)))
            .Where(pair => pair.Slug.Length > 0)
            .DistinctBy(pair => pair.Key)
            .ToDictionary(pair => pair.Key, pair => pair.Slug, StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var open = new List<TagUse>();
        var inOrder = byKey.Values.OrderBy(use => use.First.Published).ThenBy(use => use.First.File, StringComparer.Ordinal).ThenBy(use => use.Index).ToList();
        foreach (var use in inOrder.OrderBy(use => configured.ContainsKey(use.Key) ? 0 : 1))
        {
            if ((configured.GetValueOrDefault(use.Key) ?? context.TagSlugs.GetValueOrDefault(use.Key)) is { Length: > 0 } slug && taken.Add(slug)) use.Settled = new(use.Label, slug);
            else open.Add(use);
        }

        // A slug that a tag had before is never given to another: readers follow it.
        taken.UnionWith(context.TagSlugs.Values);
        taken.UnionWith(context.RetiredSlugs);
        var ownSlugs = open.Select(use => TagKey.Slug(use.Label)).ToHashSet(StringComparer.Ordinal);
        foreach (var use in open) Number(use, taken, ownSlugs);
    }

    /// <summary>The post with its tags as settled; the same instance where they are so already.</summary>
    public Post Apply(Post post)
    {
        if (post.Tags.IsEmpty) return post;
        var same = true;
        foreach (var tag in post.Tags) same &= byTag[tag].Settled! == tag;
        return same ? post : post with { Tags = [.. post.Tags.Select(tag => byTag[tag].Settled!)] };
    }

    private void Number(TagUse use, HashSet<string> taken, HashSet<string> ownSlugs)
    {
        var own = TagKey.Slug(use.Label);
        if (own.Length > 0 && taken.Add(own))
        {
            use.Settled = new(use.Label, own);
            return;
        }

        var number = own.Length > 0 ? 2 : 1;
        string slug;
        do slug = string.Create(CultureInfo.InvariantCulture, $"{(own.Length > 0 ? own : "tag")}-{number++}");
        while (ownSlugs.Contains(slug) || !taken.Add(slug));
        use.Settled = new(use.Label, slug);
        if (own.Length == 0) return;
        var entry = Fields.FieldReader.First(use.First.Properties, Fields.TagField.Keys);
        problems.Add(new(
            use.First.File, entry?.Line ?? use.First.Properties.Line, entry?.Column ?? 1, ProblemSeverity.Warning, ProblemCodes.TagCollision,
            $"The tag '{use.Label}' has the slug {slug}, for {own} is another tag's.", $"Set Content:TagSlugs:{use.Label} in the configuration."));
    }
}
