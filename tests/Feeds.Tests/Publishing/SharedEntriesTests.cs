using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Tests.Feeds.Formats;

namespace Syndication.Tests.Feeds.Publishing;

public sealed class SharedEntriesTests
{
    [Fact]
    public void Post_of_two_feeds_is_built_once_and_forgotten_behind_the_second()
    {
        var built = 0;
        var post = new LedgerPost(null!, "id", DateTimeOffset.UnixEpoch, 1);
        LedgerEntry[] window = [Entry("id")];
        var shared = new SharedEntries([window, window]);

        shared.Find(post, Build);
        shared.Release(window);
        shared.Find(post, Build);
        Assert.Equal(1, built);

        shared.Release(window);
        shared.Find(post, Build);
        Assert.Equal(2, built);

        FeedEntry Build(LedgerPost of)
        {
            built++;
            return SampleFeed.Plain with { Id = of.Id };
        }
    }

    private static LedgerEntry Entry(string id) => new()
    {
        Id = id, File = "", Url = "", BodyHash = "", ContentHash = "", Published = default, Updated = default, Arrival = 1, Feeds = [], FirstSeen = default,
    };
}
