namespace Syndication.Feeds.Content.Settling;

/// <summary>Decides among files that claim one address or one stated identity which of them keeps it.</summary>
internal sealed class DuplicateResolver(SnapshotContext context)
{
    /// <summary>The files that lose, each with its problem.</summary>
    /// <param name="shared">The posts that claim what another claims as well.</param>
    /// <param name="held">Posts whose identity, which no file states for them, is stated in another file; by that identity.</param>
    /// <param name="kept">Files whose post stands in from before: they hold what they hold.</param>
    public Dictionary<string, Problem> Resolve(IEnumerable<Post> shared, IReadOnlyDictionary<string, Post> held, IReadOnlyDictionary<string, Post> kept)
    {
        var urls = new Dictionary<string, Post>(AddressComparer.Instance);
        var ids = new Dictionary<string, Post>(StringComparer.Ordinal);
        var losers = new Dictionary<string, Problem>(StringComparer.Ordinal);
        var inOrder = shared.OrderByDescending(post => kept.ContainsKey(post.File)).ThenByDescending(Owns).ThenBy(post => post.Published).ThenBy(post => post.File, StringComparer.Ordinal);
        foreach (var post in inOrder)
        {
            if (urls.GetValueOrDefault(post.Url) is { } sameUrl) losers[post.File] = Fault(post, sameUrl, $"the address {post.Url}", ["path", "permalink", "slug", "url"]);
            else if (post.StatedId is { } id && ids.GetValueOrDefault(id) is { } sameId) losers[post.File] = Fault(post, sameId, $"the identity {id}", ["id", "guid"]);
            else
            {
                urls[post.Url] = post;
                if (post.StatedId is { } own) ids[own] = post;
                foreach (var (name, _) in held.Where(holding => ReferenceEquals(holding.Value, post))) ids[name] = post;
            }
        }

        return losers;
    }

    private bool Owns(Post post) => context.UrlOwner(post.Url) == post.File || (post.StatedId is { } id && context.IdOwner(id) == post.File);

    private static Problem Fault(Post post, Post first, string what, ReadOnlySpan<string> keys)
    {
        var entry = Fields.FieldReader.First(post.Properties, keys);
        return new(
            post.File, entry?.Line ?? post.Properties.Line, entry?.Column ?? 1, ProblemSeverity.Error, ProblemCodes.Duplicate,
            $"{post.File} and {first.File} both have {what}; {first.File} keeps it.", "Give this post its own.");
    }
}
