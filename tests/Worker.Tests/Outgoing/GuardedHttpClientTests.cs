using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Syndication.Tests.Support.WebSub;
using Syndication.Worker.Outgoing;

namespace Syndication.Tests.Worker.Outgoing;

public sealed class GuardedHttpClientTests
{
    private static readonly AddressPolicy Loopback = new(IPNetwork.Parse("127.0.0.0/8"));

    [Fact]
    public async Task A_loopback_server_is_refused_by_address_and_by_name()
    {
        await using var server = await ScriptedWebServer.AnsweringAsync(200);
        var byName = new UriBuilder(server.Address) { Host = "localhost" }.Uri;

        Assert.Equal(OutgoingFailure.Refused, (await GetAsync(server.Address, new AddressPolicy())).Failure);
        Assert.Equal(OutgoingFailure.Refused, (await GetAsync(byName, new AddressPolicy())).Failure);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_refused_at_the_next_request()
    {
        await using var server = await ScriptedWebServer.AnsweringAsync(200);
        var resolver = new ChangingResolver(["127.0.0.1"], ["10.0.0.1"]);
        using var client = new GuardedHttpClient(Loopback, resolver, OutgoingLimits.Usual, TimeProvider.System);
        var address = new UriBuilder(server.Address) { Host = "reader.example" }.Uri;

        var first = await SendAsync(client, address);
        var second = await SendAsync(client, address);

        Assert.Equal(200, first.Status);
        Assert.Equal(OutgoingFailure.Refused, second.Failure);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task One_private_address_among_others_spoils_a_name()
    {
        await using var server = await ScriptedWebServer.AnsweringAsync(200);
        var address = new UriBuilder(server.Address) { Host = "reader.example" }.Uri;

        var answer = await GetAsync(address, Loopback, new ChangingResolver(["127.0.0.1", "192.168.0.1"]));

        Assert.Equal(OutgoingFailure.Refused, answer.Failure);
    }

    [Fact]
    public async Task The_checked_address_is_the_one_that_is_connected_to()
    {
        await using var server = await ScriptedWebServer.AnsweringAsync(204);
        var resolver = new ChangingResolver(["127.0.0.1"], ["10.0.0.1"]);
        var address = new UriBuilder(server.Address) { Host = "reader.example" }.Uri;

        var answer = await GetAsync(address, Loopback, resolver);

        Assert.Equal(204, answer.Status);
        Assert.Equal(1, resolver.Asked);
        Assert.StartsWith("reader.example", server.Requests[0].Headers["Host"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_address_is_followed_by_the_next_one()
    {
        await using var server = await ScriptedWebServer.AnsweringAsync(204);
        var address = new UriBuilder(server.Address) { Host = "reader.example" }.Uri;

        // Nothing listens on the second address of the loopback network.
        var answer = await GetAsync(address, Loopback, new ChangingResolver(["127.0.0.2", "127.0.0.1"]));

        Assert.Equal(204, answer.Status);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        await using var target = await ScriptedWebServer.AnsweringAsync(200);
        await using var server = await ScriptedWebServer.StartAsync((_, context) =>
        {
            context.Response.Redirect(target.Address.AbsoluteUri);
            return Task.CompletedTask;
        });

        Assert.Equal(302, (await GetAsync(server.Address, Loopback)).Status);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        await using var server = await ScriptedWebServer.StartAsync(ScriptedWebServer.EndlessAsync);

        Assert.Equal(OutgoingFailure.TooLong, (await GetAsync(server.Address, Loopback)).Failure);
    }

    [Fact]
    public async Task An_answer_that_is_just_short_enough_is_read_whole()
    {
        await using var server = await ScriptedWebServer.StartAsync((_, context) => context.Response.WriteAsync(new string('x', 100)));

        Assert.Equal(new string('x', 100), Encoding.ASCII.GetString((await GetAsync(server.Address, Loopback)).Body.Span));
    }

    [Fact]
    public async Task Too_many_headers_are_no_answer()
    {
        await using var server = await ScriptedWebServer.StartAsync((_, context) =>
        {
            for (var i = 0; i < 64; i++) context.Response.Headers["X-" + i] = new string('x', 1000);
            return Task.CompletedTask;
        });

        Assert.Equal(OutgoingFailure.Unreachable, (await GetAsync(server.Address, Loopback)).Failure);
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        await using var server = await ScriptedWebServer.StartAsync(ScriptedWebServer.SilentAsync);
        var limits = new OutgoingLimits(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));

        Assert.Equal(OutgoingFailure.TimedOut, (await GetAsync(server.Address, Loopback, limits: limits)).Failure);
    }

    [Fact]
    public async Task A_server_that_drips_its_answer_is_given_up()
    {
        await using var server = await ScriptedWebServer.StartAsync(async (_, context) =>
        {
            await context.Response.WriteAsync("x");
            await context.Response.Body.FlushAsync();
            await ScriptedWebServer.SilentAsync(null!, context);
        });
        var limits = new OutgoingLimits(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));

        Assert.Equal(OutgoingFailure.TimedOut, (await GetAsync(server.Address, Loopback, limits: limits)).Failure);
    }

    [Fact]
    public async Task Nobody_there_is_a_failure_that_may_pass()
    {
        var port = Syndication.Tests.Support.Programs.FreePort.Find();

        var answer = await GetAsync(new Uri($"http://127.0.0.1:{port}/"), Loopback);

        Assert.Equal(OutgoingFailure.Unreachable, answer.Failure);
        Assert.True(answer.IsPassing);
    }

    [Fact]
    public async Task Giving_up_a_request_is_told_to_who_gave_it_up()
    {
        await using var server = await ScriptedWebServer.StartAsync(ScriptedWebServer.SilentAsync);
        using var client = new GuardedHttpClient(Loopback, new SystemHostResolver(), OutgoingLimits.Usual, TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(request, 100, new CancellationToken(canceled: true)));
    }

    private static async Task<OutgoingAnswer> GetAsync(Uri address, AddressPolicy policy, IHostResolver? resolver = null, OutgoingLimits? limits = null)
    {
        using var client = new GuardedHttpClient(policy, resolver ?? new SystemHostResolver(), limits ?? new OutgoingLimits(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)), TimeProvider.System);
        return await SendAsync(client, address);
    }

    private static async Task<OutgoingAnswer> SendAsync(GuardedHttpClient client, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await client.SendAsync(request, 100, CancellationToken.None);
    }
}
