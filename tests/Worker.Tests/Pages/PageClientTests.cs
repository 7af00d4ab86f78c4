using Microsoft.AspNetCore.Http;
using Syndication.Feeds.Content;
using Syndication.Tests.Support.WebSub;
using Syndication.Worker.Newsletters.Pages;
using Syndication.Worker.Outgoing;

namespace Syndication.Tests.Worker.Pages;

/// <summary>A page is asked for at a real server on the loopback interface.</summary>
public sealed class PageClientTests
{
    private static readonly OutgoingLimits Limits = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

    [Theory]
    [InlineData(200, true)]
    [InlineData(204, false)]
    [InlineData(404, false)]
    [InlineData(410, false)]
    [InlineData(503, false)]
    public async Task Only_200_means_that_the_page_is_there(int status, bool isLive)
    {
        await using var server = await ScriptedWebServer.AnsweringAsync(status);

        Assert.Equal(isLive, (await AskAsync(server, "post")).IsLive);
        Assert.Equal("HEAD", Assert.Single(server.Requests).Method);
    }

    [Theory]
    [InlineData(405)]
    [InlineData(501)]
    [InlineData(403)]
    public async Task A_site_that_refuses_to_tell_the_head_is_asked_for_the_page(int refusal)
    {
        await using var server = await ScriptedWebServer.StartAsync((request, context) =>
        {
            context.Response.StatusCode = request.Method == "HEAD" ? refusal : 200;
            return Task.CompletedTask;
        });

        Assert.True((await AskAsync(server, "post")).IsLive);
        Assert.Equal(["HEAD", "GET"], server.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_redirect_within_the_site_is_followed()
    {
        await using var server = await ScriptedWebServer.StartAsync((request, context) =>
        {
            if (request.PathAndQuery.EndsWith('/')) return Task.CompletedTask;
            context.Response.Redirect(request.PathAndQuery + "/");
            return Task.CompletedTask;
        });

        Assert.True((await AskAsync(server, "post")).IsLive);
    }

    [Fact]
    public async Task A_redirect_to_another_site_says_nothing()
    {
        await using var other = await ScriptedWebServer.AnsweringAsync(200);
        await using var server = await ScriptedWebServer.StartAsync((_, context) =>
        {
            context.Response.Redirect($"http://localhost:{other.Address.Port}/");
            return Task.CompletedTask;
        });
        var answer = await AskAsync(server, "post");

        Assert.Equal((false, "302"), (answer.IsLive, answer.Words));
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        await using var server = await ScriptedWebServer.StartAsync((_, context) =>
        {
            context.Response.Redirect("/round");
            return Task.CompletedTask;
        });

        Assert.False((await AskAsync(server, "post")).IsLive);
        Assert.InRange(server.Requests.Count, 2, 6);
    }

    [Fact]
    public async Task A_site_that_says_nothing_is_given_up()
    {
        await using var server = await ScriptedWebServer.StartAsync(ScriptedWebServer.SilentAsync);

        Assert.Equal(nameof(OutgoingFailure.TimedOut), (await AskAsync(server, "post")).Words);
    }

    [Fact]
    public async Task A_public_site_whose_name_leads_to_this_machine_is_not_asked()
    {
        await using var server = await ScriptedWebServer.AnsweringAsync(200);
        using var client = new PageClient(new SiteOptions { BaseUrl = new Uri("http://site.example.org") }, new HereResolver(), Limits, TimeProvider.System);
        var answer = await client.AskAsync(new Uri($"http://site.example.org:{server.Address.Port}/"), CancellationToken.None);

        Assert.Equal((false, nameof(OutgoingFailure.Refused)), (answer.IsLive, answer.Words));
        Assert.Empty(server.Requests);
    }

    private static async Task<PageAnswer> AskAsync(ScriptedWebServer server, string path)
    {
        using var client = new PageClient(new SiteOptions { BaseUrl = server.Address }, new SystemHostResolver(), Limits, TimeProvider.System);
        return await client.AskAsync(new Uri(server.Address, path), CancellationToken.None);
    }

    private sealed class HereResolver : IHostResolver
    {
        public Task<IReadOnlyList<System.Net.IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<System.Net.IPAddress>>([System.Net.IPAddress.Loopback]);
    }
}
