namespace Syndication.Feeds.Content.Settling;

/// <summary>Finds files that claim one address or one stated identity, and which of them keeps it.</summary>
internal sealed class DuplicateResolver(SnapshotContext context)
{
    /// <summary>The files that lose, each with its problem.</summary>
    /// <param name="posts">Every post that wants to be published.</param>
    /// <param name="kept">Files whose post stands in from before: they hold what they hold.</param>
    public Dictionary<string, Problem> Resolve(IReadOnlyCollection<Post> posts, IReadOnlySet<string> kept)
    {
        var shared = Shared(posts);
        var held = Held(posts);
        shared.UnionWith(held.Values);
        if (shared.Count == 0) return [];
        var urls = new Dictionary<string, Post>(StringComparer.Ordinal);
        var ids = new Dictionary<string, Post>(StringComparer.Ordinal);
        var losers = new Dictionary<string, Problem>(StringComparer.Ordinal);
        foreach (var post in posts.Where(post => post.StatedId is { } id && held.ContainsKey(id))) shared.Add(post);
        var inOrder = shared.OrderByDescending(post => kept.Contains(post.File)).ThenByDescending(Owns).ThenBy(post => post.Published).ThenBy(post => post.File, StringComparer.Ordinal);
        foreach (var post in inOrder)
        {
            if (urls.GetValueOrDefault(Address(post)) is { } sameUrl) losers[post.File] = Fault(post, sameUrl, $"the address {post.Url}", ["path", "permalink", "slug", "url"]);
            else if (post.StatedId is { } id && ids.GetValueOrDefault(id) is { } sameId) losers[post.File] = Fault(post, sameId, $"the identity {id}", ["id", "guid"]);
            else
            {
                urls[Address(post)] = post;
                if (post.StatedId is { } own) ids[own] = post;
                foreach (var (name, _) in held.Where(holding => ReferenceEquals(holding.Value, post))) ids[name] = post;
            }
        }

        return losers;
    }

    /// <summary>Posts whose identity, which no file states for them, is stated in another file.</summary>
    private Dictionary<string, Post> Held(IReadOnlyCollection<Post> posts)
    {
        var held = new Dictionary<string, Post>(StringComparer.Ordinal);
        var wanted = posts.Where(post => post.StatedId is { } id && context.IdOwner(id) is { } owner && owner != post.File).ToList();
        if (wanted.Count == 0) return held;
        var byFile = posts.ToDictionary(post => post.File, StringComparer.Ordinal);
        foreach (var id in wanted.Select(post => post.StatedId!))
        {
            if (byFile.GetValueOrDefault(context.IdOwner(id)!) is { } owner && (owner.StatedId is null || owner.StatedId == id)) held[id] = owner;
        }

        return held;
    }

    private static HashSet<Post> Shared(IReadOnlyCollection<Post> posts)
    {
        var shared = new HashSet<Post>(ReferenceEqualityComparer.Instance);
        var urls = new Dictionary<string, Post>(posts.Count, StringComparer.Ordinal);
        var ids = new Dictionary<string, Post>(StringComparer.Ordinal);
        foreach (var post in posts)
        {
            Claim(urls, Address(post), post);
            if (post.StatedId is { } id) Claim(ids, id, post);
        }

        return shared;

        void Claim(Dictionary<string, Post> claims, string name, Post post)
        {
            if (claims.TryAdd(name, post)) return;
            shared.Add(claims[name]);
            shared.Add(post);
        }
    }

    private bool Owns(Post post) => context.UrlOwner(post.Url) == post.File || (post.StatedId is { } id && context.IdOwner(id) == post.File);

    // A page is the same with and without a slash at the end.
    private static string Address(Post post) => post.Url.EndsWith('/') ? post.Url.TrimEnd('/') : post.Url;

    private static Problem Fault(Post post, Post first, string what, ReadOnlySpan<string> keys)
    {
        var entry = Fields.FieldReader.First(post.Properties, keys);
        return new(
            post.File, entry?.Line ?? post.Properties.Line, entry?.Column ?? 1, ProblemSeverity.Error, ProblemCodes.Duplicate,
            $"{post.File} and {first.File} both have {what}; {first.File} keeps it.", "Give this post its own.");
    }
}
