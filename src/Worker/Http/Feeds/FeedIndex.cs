using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Http.Feeds;

/// <summary>What each feed's subject holds, gathered once per state.</summary>
/// <param name="published">The posts that are public.</param>
/// <param name="options">Which feeds exist.</param>
internal sealed class FeedIndex(PublishedPosts published, FeedsOptions options)
{
    private volatile Gathered gathered = new(PublishedState.Empty, new Dictionary<string, FeedFacts>(StringComparer.Ordinal));

    /// <summary>The facts by feed path; feeds without a live post are absent.</summary>
    public IReadOnlyDictionary<string, FeedFacts> Facts()
    {
        var state = published.Current;
        if (!ReferenceEquals(gathered.State, state)) gathered = new Gathered(state, Gather(state));
        return gathered.Facts;
    }

    private Dictionary<string, FeedFacts> Gather(PublishedState state)
    {
        var facts = new Dictionary<string, FeedFacts>(StringComparer.Ordinal);
        foreach (var post in state.Posts.Values)
        {
            foreach (var path in FeedPaths.Of(post.Post, options))
            {
                var known = facts.GetValueOrDefault(path);
                facts[path] = new FeedFacts((known?.Posts ?? 0) + 1, post.Updated > known?.Updated ? post.Updated : known?.Updated ?? post.Updated);
            }
        }

        return facts;
    }

    private sealed record Gathered(PublishedState State, IReadOnlyDictionary<string, FeedFacts> Facts);
}
