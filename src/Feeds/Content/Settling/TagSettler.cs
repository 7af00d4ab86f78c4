using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Settling;

/// <summary>Settles one label and one slug for each tag among all posts, from the posts that came and went since.</summary>
internal sealed class TagSettler(ContentOptions content, SettledTags before)
{
    private static readonly ImmutableSortedSet<Post> NoPosts = ImmutableSortedSet.Create<Post>(PostOrder.Instance);

    private readonly Dictionary<string, (List<Post> Gone, List<Post> Come)> moves = new(StringComparer.Ordinal);

    // Posts share the instances of their tags.
    private readonly Dictionary<PostTag, string> keys = new(ReferenceEqualityComparer.Instance);
    private SettledTags after = SettledTags.None;

    /// <summary>A post no longer has its tags.</summary>
    public void Forget(Post post)
    {
        foreach (var tag in post.Tags) MovesOf(tag).Gone.Add(post);
    }

    /// <summary>A post has its tags.</summary>
    public void See(Post post)
    {
        foreach (var tag in post.Tags) MovesOf(tag).Come.Add(post);
    }

    /// <summary>The tags settled anew; only where an earliest use moved does that take time in the number of tags.</summary>
    /// <param name="context">Slugs that tags were given before, and those that none gets any more.</param>
    public SettledTags Settle(SnapshotContext context)
    {
        var posts = before.Posts.ToBuilder();
        var moved = !ReferenceEquals(context.TagSlugs, before.Slugs) || !context.RetiredSlugs.SetEquals(before.Retired);
        foreach (var (key, (gone, come)) in moves)
        {
            var old = posts.GetValueOrDefault(key, NoPosts)!;
            var now = old.Except(gone).Union(come);
            if (now.IsEmpty) posts.Remove(key);
            else posts[key] = now;
            moved |= Moves(key, old, now);
        }

        after = before with { Posts = posts.ToImmutable(), Slugs = context.TagSlugs, Retired = context.RetiredSlugs };
        return moved ? after = SettleSlugs() : after;
    }

    /// <summary>The post with its tags as settled; the same instance where they are so already.</summary>
    public Post Apply(Post post)
    {
        var same = true;
        foreach (var tag in post.Tags) same &= after.Tags[KeyOf(tag)] == tag;
        return same ? post : post with { Tags = [.. post.Tags.Select(tag => after.Tags[KeyOf(tag)])] };
    }

    /// <summary>The files whose tags, or problems with them, came out other than before.</summary>
    public IEnumerable<string> ResettledFiles()
    {
        var told = after.Problems.Keys.Union(before.Problems.Keys, StringComparer.Ordinal)
            .Where(file => !ProblemsOf(before, file).SequenceEqual(ProblemsOf(after, file)));
        if (ReferenceEquals(before.Tags, after.Tags)) return told;
        var others = after.Tags.Where(tag => before.Tags.TryGetValue(tag.Key, out var old) && old != tag.Value);
        return told.Concat(others.SelectMany(tag => after.Posts[tag.Key].Select(post => post.File)));
    }

    private static ImmutableArray<Problem> ProblemsOf(SettledTags tags, string file) => tags.Problems.GetValueOrDefault(file, []);

    private bool Moves(string key, ImmutableSortedSet<Post> old, ImmutableSortedSet<Post> now)
    {
        if (old.IsEmpty || now.IsEmpty) return !(old.IsEmpty && now.IsEmpty);
        var first = old.Min!;
        return !UseOf(key, first).SettlesAs(UseOf(key, now.Min!)) || before.Problems.ContainsKey(first.File);
    }

    private SettledTags SettleSlugs()
    {
        var settler = new SlugSettler(content, after.Slugs, after.Retired);
        settler.Settle(after.Posts.Select(tag => UseOf(tag.Key, tag.Value.Min!)));
        var tags = before.Tags.ToBuilder();
        tags.RemoveRange(before.Tags.Keys.Where(key => !settler.Tags.ContainsKey(key)));
        foreach (var (key, tag) in settler.Tags)
        {
            if (tags.GetValueOrDefault(key) != tag) tags[key] = tag;
        }

        return after with
        {
            Tags = tags.ToImmutable(),
            Problems = settler.Problems.GroupBy(problem => problem.File, StringComparer.Ordinal)
                .ToImmutableDictionary(file => file.Key, file => file.ToImmutableArray(), StringComparer.Ordinal),
        };
    }

    private TagUse UseOf(string key, Post first)
    {
        var index = 0;
        while (KeyOf(first.Tags[index]) != key) index++;
        return new(key, first, index);
    }

    private (List<Post> Gone, List<Post> Come) MovesOf(PostTag tag)
    {
        var key = KeyOf(tag);
        if (!moves.TryGetValue(key, out var found)) moves[key] = found = ([], []);
        return found;
    }

    private string KeyOf(PostTag tag)
    {
        if (!keys.TryGetValue(tag, out var key)) keys[tag] = key = TagKey.Of(tag.Label);
        return key;
    }
}
