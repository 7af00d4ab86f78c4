using System.Net;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Integration.WebSub;

public sealed class HubOffTests
{
    [Fact]
    public async Task Without_a_hub_there_is_no_address_for_it_and_feeds_name_none()
    {
        await using var service = await WholeService.StartedAsync(fill: folder => folder.Save("a.md", "Alpha"));
        using var answer = await service.Client.PostAsync("hub", null, TestContext.Current.CancellationToken);
        using var feed = await service.Client.GetAsync("feeds/all.rss", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("<http://localhost:8080/feeds/all.rss>; rel=\"self\"", string.Join(", ", feed.Headers.GetValues("Link")));
    }
}
