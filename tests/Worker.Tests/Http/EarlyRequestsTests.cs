using System.Net;
using Syndication.Feeds.Publishing;
using Syndication.Tests.Support;
using Syndication.Worker.Http.Readers;

namespace Syndication.Tests.Worker.Http;

public sealed class EarlyRequestsTests
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");

    private readonly ManualClock clock = new();
    private readonly EarlyRequests early;

    public EarlyRequestsTests() => early = new EarlyRequests(
        new FeedsOptions { OutputFolder = "", PublicUrl = new Uri("https://example.org"), MaxAge = TimeSpan.FromMinutes(10) }, clock);

    [Theory]
    [InlineData(299, true)]
    [InlineData(301, false)]
    public void Second_request_is_early_before_half_of_the_age_has_passed(int seconds, bool expected)
    {
        Assert.False(early.Note(Client, "all.rss", "newsboat"));
        clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, early.Note(Client, "all.rss", "newsboat"));
    }

    [Theory]
    [InlineData("192.0.2.2", "all.rss", "newsboat")]
    [InlineData("192.0.2.1", "all.atom", "newsboat")]
    [InlineData("192.0.2.1", "all.rss", "Feedly")]
    public void Another_client_feed_or_reader_has_a_time_of_its_own(string address, string feed, string reader)
    {
        early.Note(Client, "all.rss", "newsboat");

        Assert.False(early.Note(IPAddress.Parse(address), feed, reader));
    }

    [Fact]
    public void Addresses_of_one_household_are_one_client()
    {
        early.Note(IPAddress.Parse("2001:db8::1"), "all.rss", "newsboat");

        Assert.True(early.Note(IPAddress.Parse("2001:db8::2"), "all.rss", "newsboat"));
        Assert.False(early.Note(IPAddress.Parse("2001:db8:0:1::1"), "all.rss", "newsboat"));
    }

    [Fact]
    public void After_an_hour_nothing_is_known_of_anybody()
    {
        clock.Advance(TimeSpan.FromMinutes(59));
        early.Note(Client, "all.rss", "newsboat");
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.False(early.Note(Client, "all.rss", "newsboat"));
    }
}
