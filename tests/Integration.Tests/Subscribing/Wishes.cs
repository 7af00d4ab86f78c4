using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support.Http;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Integration.Subscribing;

/// <summary>What four readers and a script ask for, by links that they had before: signing up, confirming, changing preferences, leaving by one click.</summary>
internal sealed class Wishes : IAsyncDisposable
{
    private readonly RunningService service;
    private readonly string confirm;
    private readonly string leave;
    private readonly string change;

    private Wishes(RunningService service, string confirm, string leave, string change) => (this.service, this.confirm, this.leave, this.change) = (service, confirm, leave, change);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Wishes> PrepareAsync(RunningService service)
    {
        var links = service.Services.GetRequiredService<SubscriptionLinks>();
        foreach (var name in new[] { "leaves", "changes" }) await service.PostAsync(links.Confirm(await IdAsync(service, name)).AbsoluteUri);
        return new Wishes(
            service, links.Confirm(await IdAsync(service, "confirms")).AbsoluteUri, links.Unsubscribe(await IdAsync(service, "leaves")).AbsoluteUri,
            links.Preferences(await IdAsync(service, "changes"), isRequested: false).AbsoluteUri);
    }

    /// <summary>Every request is answered in time with 503 and when to come back.</summary>
    public async Task AssertUnavailableAsync()
    {
        // At once, as readers do: they must not wait for one another's patience.
        var answers = await Task.WhenAll(SignUpAsync(), SignUpByScriptAsync(), ConfirmAsync(), ChangeAsync(), LeaveAsync()).WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System, Token);
        foreach (var answer in answers)
        {
            using (answer)
            {
                Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(60)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
            }
        }
    }

    /// <summary>The same requests again are done, each once, as though nothing had been.</summary>
    public async Task AssertDoneAsync()
    {
        foreach (var ask in new[] { SignUpAsync, SignUpByScriptAsync, ConfirmAsync, ChangeAsync, LeaveAsync })
        {
            using var answer = await ask();
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        }

        Assert.Equal(
            "changes@example.org|Confirmed|daily confirms@example.org|Confirmed|weekly leaves@example.org|Unsubscribed|weekly new@example.org|Pending|weekly script@example.org|Pending|weekly",
            await ReadAsync());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Reads with a new connection: an idle one of before the stop is dead.</summary>
    private async Task<string> ReadAsync()
    {
        await using var database = new Database(service.Database.Options);
        var rows = await database.ReadAsync(
            connection => Dapper.SqlMapper.QueryAsync<string>(connection, "SELECT r.address_key || '|' || s.state || '|' || s.schedule FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id ORDER BY r.address_key"), Token);
        return string.Join(' ', rows);
    }

    private static async Task<string> IdAsync(RunningService service, string name) =>
        (await service.Database.ScalarAsync<string>("SELECT s.id FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id WHERE r.address_key = @key", new { key = name + "@example.org" }))!;

    private Task<HttpResponseMessage> SignUpAsync() => service.SignUpAsync("new@example.org", ("newsletter", "treatments"));

    private async Task<HttpResponseMessage> SignUpByScriptAsync()
    {
        using var json = new StringContent("""{ "newsletter": "treatments", "email": "script@example.org" }""", Encoding.UTF8, "application/json");
        return await service.Client.PostAsync("subscribe", json, Token);
    }

    private Task<HttpResponseMessage> ConfirmAsync() => service.PressAsync(confirm, "");

    private Task<HttpResponseMessage> ChangeAsync() => service.PressAsync(change, "choose", ("newsletter", "treatments"), ("schedule", "daily"), ("about", "all"));

    private async Task<HttpResponseMessage> LeaveAsync()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        return await service.Client.PostAsync(leave, form, Token);
    }
}
