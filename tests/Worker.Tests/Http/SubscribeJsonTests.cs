using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Worker.Http;

public sealed class SubscribeJsonTests
{
    private const string Listed = "https://www.example.org";

    [Fact]
    public async Task Script_of_a_listed_origin_signs_a_reader_up()
    {
        await using var service = await StartAsync();

        using var answer = await SendAsync(service, Listed, new { newsletter = "treatments", email = "reader@example.org", schedule = "daily", timeZone = "Asia/Calcutta", language = "tr" });

        Assert.Equal((HttpStatusCode.Accepted, "{\"status\":\"confirm\"}"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(Listed, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Origin", answer.Headers.Vary);
        Assert.Equal("Pending|daily|Asia/Calcutta|tr", await service.Database.ScalarAsync<string>(
            "SELECT s.state || '|' || s.schedule || '|' || s.time_zone || '|' || r.language FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id"));
    }

    [Fact]
    public async Task Answer_is_the_same_whoever_subscribes_already()
    {
        await using var service = await StartAsync();
        using var first = await SendAsync(service, Listed, new { email = "reader@example.org" });
        using var second = await SendAsync(service, Listed, new { email = "READER@EXAMPLE.ORG" });
        using var trapped = await SendAsync(service, Listed, new { email = "robot@example.org", website = "https://spam.example" });

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Accepted], [first.StatusCode, second.StatusCode, trapped.StatusCode]);
        Assert.Equal(1, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
    }

    [Fact]
    public async Task Every_fault_is_named_by_its_field()
    {
        await using var service = await StartAsync();

        using var answer = await SendAsync(service, Listed, new { email = "reader", schedule = "hourly", tags = new[] { "nothing" }, timeZone = "../etc/passwd", language = "xx" });

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(["email", "schedule", "tags", "timeZone", "language"], problem.RootElement.GetProperty("errors").EnumerateObject().Select(field => field.Name));
        Assert.Equal(400, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":1}}}}")]
    [InlineData("\u0000")]
    public async Task Body_that_is_no_sign_up_is_a_problem(string body)
    {
        await using var service = await StartAsync();
        using var content = new StringContent(body, null, "application/json");

        using var answer = await service.Client.PostAsync("subscribe", content);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Script_of_another_origin_is_refused()
    {
        await using var service = await StartAsync();

        using var answer = await SendAsync(service, "https://evil.example", new { email = "reader@example.org" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
    }

    [Theory]
    [InlineData(Listed, true)]
    [InlineData("https://evil.example", false)]
    public async Task Browser_that_asks_first_is_told_what_it_may_send(string origin, bool allowed)
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "subscribe");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        using var answer = await service.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.NoContent, allowed), (answer.StatusCode, answer.Headers.Contains("Access-Control-Allow-Origin")));
        Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Headers", out var headers) && headers.Single() == "Content-Type");
    }

    [Fact]
    public async Task Form_of_a_listed_page_leads_back_to_it_and_no_other_does()
    {
        await using var service = await StartAsync();

        using var back = await service.SignUpAsync("reader@example.org", ("return", Listed + "/thanks?from=form"));
        using var elsewhere = await service.SignUpAsync("reader@example.org", ("return", "https://www.example.org@evil.example/"));

        Assert.Equal((HttpStatusCode.SeeOther, Listed + "/thanks?from=form"), (back.StatusCode, back.Headers.Location?.AbsoluteUri));
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Client_with_too_many_sign_ups_gets_a_problem_that_its_script_may_read()
    {
        await using var service = await RunningService.StartAsync(configure: configuration =>
            configuration["Subscribe"] = new { Origins = new[] { Listed }, RateLimits = new { PerClientPerHour = 1 } });
        using var first = await SendAsync(service, Listed, new { email = "reader@example.org" });

        using var second = await SendAsync(service, Listed, new { email = "reader@example.org" });

        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (second.StatusCode, second.Content.Headers.ContentType?.MediaType));
        Assert.True(second.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.NotNull(second.Headers.RetryAfter);
    }

    [Fact]
    public async Task Form_that_comes_back_in_no_time_is_a_programs_and_one_after_a_while_is_taken()
    {
        var clock = new ManualClock();
        await using var service = await RunningService.StartAsync(clock, configuration => configuration["Subscribe"] = new { FastestSignUp = "2s" });
        var page = await service.Client.GetStringAsync("subscribe");
        var shown = page.Split("name=\"shown\" value=\"")[1].Split('"')[0];

        using var fast = await service.SignUpAsync("reader@example.org", ("shown", shown));
        using var altered = await service.SignUpAsync("reader@example.org", ("shown", shown[1..]));
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
        clock.Advance(TimeSpan.FromSeconds(3));
        using var slow = await service.SignUpAsync("reader@example.org", ("shown", shown));

        Assert.Equal(1, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
        Assert.Equal(await slow.Content.ReadAsStringAsync(), await fast.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task One_persons_spellings_are_one_subscriber()
    {
        await using var service = await StartAsync();
        foreach (var address in new[] { "jose\u0301@b\u00fccher.example", "jos\u00e9@BU\u0308CHER.example", "JOS\u00c9@xn--bcher-kva.example", " jos\u00e9@B\u00dcCHER\u3002example", "\"jos\u00e9\"@b\u00fccher.example" })
        {
            using var answer = await SendAsync(service, Listed, new { email = address });
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        Assert.Equal("jos\u00e9@xn--bcher-kva.example", await service.Database.ScalarAsync<string>("SELECT address FROM subscribers"));
        Assert.Equal(1, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions"));
    }

    private static Task<RunningService> StartAsync() => RunningService.StartAsync(configure: configuration => configuration["Subscribe"] = new { Origins = new[] { Listed } });

    private static async Task<HttpResponseMessage> SendAsync(RunningService service, string origin, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "subscribe");
        request.Content = JsonContent.Create(body);
        request.Headers.Add("Origin", origin);
        return await service.Client.SendAsync(request);
    }
}
