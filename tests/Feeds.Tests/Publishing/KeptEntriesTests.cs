using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Tests.Feeds.Formats;

namespace Syndication.Tests.Feeds.Publishing;

public sealed class KeptEntriesTests
{
    private readonly KeptEntries kept = new();

    [Fact]
    public void Entry_of_the_same_post_is_found_again()
    {
        var post = Post("a");
        var entry = Keep(post, 100);
        Assert.Same(entry, kept.Find(post));
    }

    [Fact]
    public void Entry_of_another_state_of_the_post_is_not_found()
    {
        var post = Post("a");
        Keep(post, 100);
        Assert.Null(kept.Find(post with { Updated = DateTimeOffset.UnixEpoch.AddDays(1) }));
        Assert.Null(kept.Find(post with { Post = Posts.Post("a") }));
        Assert.Null(kept.Find(post with { LastGood = new("", "") }));
    }

    [Fact]
    public void What_was_not_used_for_the_longest_time_makes_room()
    {
        var (first, second, third) = (Post("a"), Post("b"), Post("c"));
        Keep(first, 1_400_000);
        Keep(second, 1_400_000);
        Keep(first, 1_400_000);
        Keep(third, 1_400_000);
        Assert.Null(kept.Find(second));
        Assert.NotNull(kept.Find(first));
        Assert.NotNull(kept.Find(third));
    }

    private FeedEntry Keep(LedgerPost post, int size)
    {
        var entry = SampleFeed.Plain with { Id = post.Id, ContentHtml = new string('x', size) };
        kept.Keep(post, entry);
        return entry;
    }

    private static LedgerPost Post(string file) => new(Posts.Post(file), file, DateTimeOffset.UnixEpoch, 1);
}
