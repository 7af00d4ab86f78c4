using Syndication.Worker.Http.Readers;

namespace Syndication.Tests.Worker.Http;

public sealed class ReaderAgentParserTests
{
    [Theory]
    [InlineData("Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)", "Feedly", 16, null)]
    [InlineData("Mozilla/5.0 (compatible; inoreader.com-like FeedFetcher; Inoreader/1.0; 12 subscribers)", "Inoreader", 12, null)]
    [InlineData("NewsBlur Feed Fetcher - 1203 subscribers - https://www.newsblur.com/site/1/x (Mozilla/5.0)", "NewsBlur", 1203, null)]
    [InlineData("Feedbin feed-id:1373711 - 142 subscribers", "Feedbin", 142, "1373711")]
    [InlineData("Mozilla/5.0 (compatible; theoldreader.com; 5 subscribers; feed-id=0f3c9a12bb)", "The Old Reader", 5, "0f3c9a12bb")]
    [InlineData("BazQux/2.4 (+https://bazqux.com/fetcher; 1 subscribers)", "BazQux", 1, null)]
    [InlineData("SomeReader/3 (7 readers)", "SomeReader", 7, null)]
    [InlineData("newsboat/2.30 (Linux x86_64)", "newsboat", 0, null)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Browser", 0, null)]
    [InlineData("Mozilla/5.0 (compatible; NicheReader/2.0; +https://niche.example)", "NicheReader", 0, null)]
    public void Product_and_subscribers_are_read(string agent, string name, int subscribers, string? feed) =>
        Assert.Equal(new ReaderAgent(name, subscribers, feed), ReaderAgentParser.Parse(agent));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("jane.doe@example.org")]
    [InlineData("bot (contact: jane@example.org)")]
    [InlineData("host-192-0-2-1.example.net/1.0")]
    [InlineData("user12345/1.0")]
    [InlineData("https://jane.example/about")]
    [InlineData("An-unreasonably-long-name-that-goes-on-and-on/1.0")]
    public void What_could_be_a_person_or_a_machine_is_other(string? agent) => Assert.Equal("Other", ReaderAgentParser.Parse(agent).Name);

    [Theory]
    [InlineData("Reader/1 (99999999999999 subscribers)", 0)]
    [InlineData("Reader/1 (-5 subscribers)", 5)]
    [InlineData("Reader/1 (1.5 subscribers)", 0)]
    [InlineData("Reader/1 (many subscribers)", 0)]
    [InlineData("Reader/1 (999999999 subscribers)", 100_000_000)]
    public void Made_up_numbers_stay_within_reason(string agent, int subscribers) => Assert.Equal(subscribers, ReaderAgentParser.Parse(agent).Subscribers);

    [Fact]
    public void Names_that_clients_make_up_do_not_add_up()
    {
        var agents = new ReaderAgents();

        var names = Enumerable.Range(0, 5_000).Select(number => agents.Of($"Reader{Letters(number)}/1.0").Name).ToHashSet(StringComparer.Ordinal);

        Assert.InRange(names.Count, 2, ReaderAgents.MostNames + 1);
        Assert.Contains("Other", names);
    }

    [Fact]
    public void Changed_number_of_subscribers_is_seen()
    {
        var agents = new ReaderAgents();

        Assert.Equal(16, agents.Of("Feedly/1.0 (16 subscribers)").Subscribers);
        Assert.Equal(17, agents.Of("Feedly/1.0 (17 subscribers)").Subscribers);
    }

    private static string Letters(int number) => string.Concat(Enumerable.Range(0, 4).Select(place => (char)('a' + (number / (int)Math.Pow(10, place) % 10))));
}
