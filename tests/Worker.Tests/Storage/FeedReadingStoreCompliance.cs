using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Storage;

public abstract class FeedReadingStoreCompliance : StoreCompliance
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    private FeedReadingStore Store => new(Test.Database);

    [Fact]
    public async Task Counts_of_a_day_add_up_and_subscribers_are_the_last_reported()
    {
        await Store.AddAsync(Day, [Reading("Feedly", 10, subscribers: 5)], CancellationToken.None);
        await Store.AddAsync(Day, [Reading("Feedly", 3, subscribers: 0)], CancellationToken.None);
        await Store.AddAsync(Day.AddDays(1), [Reading("Feedly", 1, subscribers: 4)], CancellationToken.None);

        var sum = Assert.Single(await Store.SumAsync(Day, CancellationToken.None));

        Assert.Equal(new FeedReading("all.rss", "Feedly", 14, 14, 14, 1400, 14000, 4), sum);
        Assert.Equal(2, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM feed_readings"));
    }

    [Fact]
    public async Task Days_before_the_asked_ones_do_not_count()
    {
        await Store.AddAsync(Day, [Reading("Feedly", 10, subscribers: 5)], CancellationToken.None);

        Assert.Empty(await Store.SumAsync(Day.AddDays(1), CancellationToken.None));
    }

    [Fact]
    public async Task Old_days_are_deleted()
    {
        await Store.AddAsync(Day, [Reading("Feedly", 10, 5)], CancellationToken.None);
        await Store.AddAsync(Day.AddDays(1), [Reading("Feedly", 10, 5)], CancellationToken.None);

        Assert.Equal(1, await Store.PurgeAsync(Day.AddDays(1), CancellationToken.None));
        Assert.Equal(10, Assert.Single(await Store.SumAsync(DateOnly.MinValue.AddYears(1970), CancellationToken.None)).Requests);
    }

    [Fact]
    public async Task Readers_beyond_the_limit_of_a_day_are_other()
    {
        var many = Enumerable.Range(0, FeedReadingStore.MostReadersOfADay + 50).Select(number => Reading($"Reader {number}", 1, 0)).ToList();
        await Store.AddAsync(Day, many, CancellationToken.None);

        var sums = await Store.SumAsync(Day, CancellationToken.None);

        Assert.Equal(FeedReadingStore.MostReadersOfADay + 1, sums.Count);
        Assert.Equal(50, Assert.Single(sums, sum => sum.Reader == "Other").Requests);
    }

    private static FeedReading Reading(string reader, long requests, long subscribers) =>
        new("all.rss", reader, requests, requests, requests, requests * 100, requests * 1000, subscribers);
}

public sealed class SqliteFeedReadingStoreTests : FeedReadingStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresFeedReadingStoreTests : FeedReadingStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}
