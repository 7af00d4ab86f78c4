using System.Collections.Immutable;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Http.Feeds;

/// <summary>How many posts each feed's subject has, counted once per state.</summary>
/// <param name="published">The posts that are public.</param>
/// <param name="options">Which feeds exist.</param>
internal sealed class FeedIndex(PublishedPosts published, FeedsOptions options)
{
    private volatile Counted counted = new(PublishedState.Empty, ImmutableDictionary<string, int>.Empty);

    /// <summary>Live posts by feed path; feeds without any are absent.</summary>
    public IReadOnlyDictionary<string, int> Counts()
    {
        var state = published.Current;
        if (!ReferenceEquals(counted.State, state)) counted = new Counted(state, Count(state));
        return counted.Counts;
    }

    private ImmutableDictionary<string, int> Count(PublishedState state) => state.Posts.Values
        .SelectMany(post => FeedPaths.Of(post.Post, options)).CountBy(path => path, StringComparer.Ordinal).ToImmutableDictionary(StringComparer.Ordinal);

    private sealed record Counted(PublishedState State, ImmutableDictionary<string, int> Counts);
}
