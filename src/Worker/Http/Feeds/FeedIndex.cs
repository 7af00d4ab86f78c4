using System.Collections.Immutable;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Http.Feeds;

/// <summary>What each feed's subject holds, gathered once per state.</summary>
/// <param name="published">The posts that are public.</param>
/// <param name="options">Which feeds exist.</param>
internal sealed class FeedIndex(PublishedPosts published, FeedsOptions options)
{
    private volatile Gathered gathered = new(PublishedState.Empty, ImmutableDictionary<string, FeedFacts>.Empty);

    /// <summary>The facts by feed path; feeds without a live post are absent.</summary>
    public IReadOnlyDictionary<string, FeedFacts> Facts()
    {
        var state = published.Current;
        if (!ReferenceEquals(gathered.State, state)) gathered = new Gathered(state, Gather(state));
        return gathered.Facts;
    }

    private ImmutableDictionary<string, FeedFacts> Gather(PublishedState state) => state.Posts.Values
        .SelectMany(post => FeedPaths.Of(post.Post, options).Select(path => (Path: path, post.Updated)))
        .GroupBy(member => member.Path, StringComparer.Ordinal)
        .ToImmutableDictionary(feed => feed.Key, feed => new FeedFacts(feed.Count(), feed.Max(member => member.Updated)), StringComparer.Ordinal);

    private sealed record Gathered(PublishedState State, ImmutableDictionary<string, FeedFacts> Facts);
}
