using System.Collections.Immutable;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Publishing;

public sealed class PublishedStateTests
{
    private static readonly LedgerPost One = new(Post("one.md"), "1", Noon, 1);
    private static readonly LedgerPost Two = new(Post("two.md"), "2", Noon, 2);
    private static readonly LedgerPost Edited = One with { Post = Post("one.md", content: "edited") };

    private readonly PublishedState first = PublishedState.Empty.Become(1, Of(One, Two), ["1", "2"]);

    [Fact]
    public void What_moved_since_the_state_before_is_what_it_named()
    {
        var second = first.Become(2, Of(Edited, Two), ["1"]);

        Assert.Equal([Edited], second.MovedSince(first));
    }

    [Fact]
    public void What_moved_since_an_older_state_is_found_by_comparing()
    {
        var third = first.Become(2, Of(Edited, Two), ["1"]).Become(3, Of(Edited, Two), []);

        Assert.Equal([Edited], third.MovedSince(first));
    }

    [Fact]
    public void Everything_moved_since_nothing() => Assert.Equal([One, Two], first.MovedSince(null).OrderBy(post => post.Id, StringComparer.Ordinal));

    [Fact]
    public void A_state_that_was_given_other_posts_is_compared_whole()
    {
        var second = first.Become(2, Of(One, Two), []) with { Posts = Of(Edited, Two) };

        Assert.Equal([Edited], second.MovedSince(first));
    }

    private static ImmutableDictionary<string, LedgerPost> Of(params LedgerPost[] posts) => posts.ToImmutableDictionary(post => post.Id, StringComparer.Ordinal);
}
