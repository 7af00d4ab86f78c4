using System.Net;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Storage;

namespace Syndication.Tests.Worker.Http;

public sealed class SubscribeTests
{
    [Fact]
    public async Task Sign_up_waits_for_its_confirmation_and_queues_one_mail()
    {
        await using var service = await RunningService.StartAsync();

        using var answer = await service.SignUpAsync("Reader@EXAMPLE.org", ("schedule", "daily"), ("lang", "tr"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Pending|daily", await service.Database.ScalarAsync<string>("SELECT state || '|' || schedule FROM subscriptions"));
        Assert.Equal("Reader@example.org|tr", await service.Database.ScalarAsync<string>("SELECT address || '|' || language FROM subscribers"));
        Assert.Equal("Confirmation", await service.Database.ScalarAsync<string>("SELECT kind FROM deliveries WHERE state = 'Queued'"));
        Assert.Contains("Example Health", await service.Database.ScalarAsync<string>("SELECT consent_text FROM subscriptions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_is_the_same_whoever_subscribes_already()
    {
        await using var service = await RunningService.StartAsync();
        var first = await BodyAsync(service.SignUpAsync("reader@example.org"));
        var waiting = await BodyAsync(service.SignUpAsync("reader@example.org"));
        await service.PostAsync(await service.ConfirmationLinkAsync());
        var confirmed = await BodyAsync(service.SignUpAsync("READER@example.org"));
        await service.PostAsync(await service.UnsubscribeLinkAsync());
        var unsubscribed = await BodyAsync(service.SignUpAsync("reader@example.org"));

        Assert.Equal([first, first, first], [waiting, confirmed, unsubscribed]);
    }

    [Fact]
    public async Task Program_that_fills_in_the_hidden_field_gets_the_same_answer_and_changes_nothing()
    {
        await using var service = await RunningService.StartAsync();
        var trapped = await BodyAsync(service.SignUpAsync("reader@example.org", ("website", "https://spam.example")));

        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
        Assert.Equal(await BodyAsync(service.SignUpAsync("reader@example.org")), trapped);
    }

    [Theory]
    [InlineData("")]
    [InlineData("reader")]
    [InlineData("reader@example.org\r\nBcc: other@example.org")]
    public async Task Faulty_address_comes_back_with_its_form(string address)
    {
        await using var service = await RunningService.StartAsync();

        using var answer = await service.SignUpAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("aria-invalid=\"true\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
    }

    [Fact]
    public async Task What_was_typed_is_shown_escaped()
    {
        await using var service = await RunningService.StartAsync();

        using var answer = await service.SignUpAsync("\"><script>alert(1)</script>");

        Assert.DoesNotContain("<script>alert", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Unknown_newsletter_is_refused_with_the_choice()
    {
        await using var service = await RunningService.StartAsync();

        using var answer = await service.SignUpAsync("reader@example.org", ("newsletter", "other"));
        using var page = await service.Client.GetAsync("subscribe?newsletter=other");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task Of_several_newsletters_the_named_one_is_subscribed()
    {
        await using var service = await RunningService.StartAsync(
            configure: configuration => configuration["Newsletters"] = new[] { SampleNewsletters.Treatments, SampleNewsletters.Research });

        using var unnamed = await service.SignUpAsync("reader@example.org");
        using var named = await service.SignUpAsync("reader@example.org", ("newsletter", "research"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (unnamed.StatusCode, named.StatusCode));
        Assert.Equal("research|monthly", await service.Database.ScalarAsync<string>("SELECT newsletter || '|' || schedule FROM subscriptions"));
    }

    [Fact]
    public async Task Oversized_body_is_refused()
    {
        await using var service = await RunningService.StartAsync();
        using var announced = await service.SignUpAsync("reader@example.org", ("extra", new string('x', 140_000)));
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "subscribe");
        chunked.Content = new StringContent("email=reader@example.org&extra=" + new string('x', 140_000), null, "application/x-www-form-urlencoded");
        chunked.Headers.TransferEncodingChunked = true;
        using var streamed = await service.Client.SendAsync(chunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, announced.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, streamed.StatusCode);
    }

    [Theory]
    [InlineData("{\"email\":\"reader@example.org\"}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("--x\r\nContent-Disposition", "multipart/form-data; boundary=x", HttpStatusCode.BadRequest)]
    [InlineData("x", "multipart/form-data", HttpStatusCode.BadRequest)]
    public async Task Body_that_is_no_form_is_refused(string body, string type, HttpStatusCode status)
    {
        await using var service = await RunningService.StartAsync();
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await service.Client.PostAsync("subscribe", content);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Client_that_signs_many_addresses_up_is_told_when_to_come_back()
    {
        await using var service = await RunningService.StartAsync(
            configure: configuration => configuration["Subscribe"] = new { RateLimits = new { PerClientPerHour = 2 } });
        (await service.SignUpAsync("one@example.org")).Dispose();
        (await service.SignUpAsync("two@example.org")).Dispose();

        using var third = await service.SignUpAsync("three@example.org");

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Contains("Too many requests", await third.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
    }

    [Fact]
    public async Task Database_trouble_asks_to_try_again_and_loses_nothing()
    {
        await using var service = await RunningService.StartAsync();
        (await service.SignUpAsync("reader@example.org")).Dispose();
        var link = await service.ConfirmationLinkAsync();
        await service.Database.ExecuteAsync("ALTER TABLE subscriptions RENAME TO away");

        foreach (var request in new[] { () => service.SignUpAsync("other@example.org"), () => service.Client.GetAsync(link), () => service.Client.PostAsync(link, null) })
        {
            using var answer = await request();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.RetryAfter?.Delta);
        }

        await service.Database.ExecuteAsync("ALTER TABLE away RENAME TO subscriptions");
        Assert.Equal(HttpStatusCode.OK, await service.PostAsync(link));
        Assert.Equal(1, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
    }

    [Fact]
    public async Task Pages_work_on_PostgreSQL_too()
    {
        var database = await TestDatabase.PostgresAsync();
        Assert.SkipUnless(database is not null, PostgresServer.Missing);
        await using var service = await RunningService.StartAsync(database: database);

        (await service.SignUpAsync("reader@example.org")).Dispose();

        Assert.Equal(HttpStatusCode.OK, await service.PostAsync(await service.ConfirmationLinkAsync()));
        Assert.Equal(HttpStatusCode.OK, await service.PostAsync(await service.UnsubscribeLinkAsync()));
        Assert.Equal("Unsubscribed", await service.StateAsync());
    }

    private static async Task<string> BodyAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
