using System.Net;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Worker.Http;

public sealed class PreferencesTests
{
    private const string Settings =
        "SELECT schedule || '|' || COALESCE(tags, '') || '|' || COALESCE(time_zone, '') || '|' || state FROM subscriptions WHERE newsletter = 'treatments'";

    private readonly ManualClock clock = new();

    [Fact]
    public async Task Looking_changes_nothing_and_names_the_address_only_in_part()
    {
        await using var service = await StartAsync();

        using var answer = await service.Client.GetAsync(await service.PreferencesLinkAsync());

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("r…@example.org", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("reader@", page, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("weekly|||Confirmed", await service.Database.ScalarAsync<string>(Settings));
    }

    [Fact]
    public async Task Schedule_tags_zone_language_and_form_are_the_readers_own()
    {
        await using var service = await StartAsync();
        service.HaveTags("Heart", "Skin");
        var link = await service.PreferencesLinkAsync();

        await OkAsync(service.PressAsync(link, "choose", ("newsletter", "treatments"), ("schedule", "daily"), ("about", "chosen"), ("tags", "heart"), ("tags", "skin")));
        await OkAsync(service.PressAsync(link, "describe", ("timeZone", "Asia/Tokyo"), ("mailLanguage", "tr"), ("textOnly", "on")));

        Assert.Equal("daily|[\"heart\",\"skin\"]|Asia/Tokyo|Confirmed", await service.Database.ScalarAsync<string>(Settings));
        Assert.Equal("tr|1", await service.Database.ScalarAsync<string>("SELECT language || '|' || text_only FROM subscribers"));
        await OkAsync(service.PressAsync(link, "choose", ("newsletter", "treatments"), ("schedule", "weekly"), ("about", "all"), ("tags", "heart")));
        await OkAsync(service.PressAsync(link, "describe", ("timeZone", "Mars/Olympus"), ("mailLanguage", "xx")));
        Assert.Equal("weekly|||Confirmed", await service.Database.ScalarAsync<string>(Settings));
        Assert.Equal("-|0", await service.Database.ScalarAsync<string>("SELECT COALESCE(language, '-') || '|' || text_only FROM subscribers"));
    }

    [Fact]
    public async Task Chosen_tags_without_a_tag_are_refused_and_explained()
    {
        await using var service = await StartAsync();

        using var answer = await service.PressAsync(await service.PreferencesLinkAsync(), "choose", ("newsletter", "treatments"), ("schedule", "daily"), ("about", "chosen"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("tick at least one subject", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("weekly|||Confirmed", await service.Database.ScalarAsync<string>(Settings));
    }

    [Fact]
    public async Task Tags_that_nobody_offered_are_not_kept_and_those_a_reader_had_are()
    {
        await using var service = await StartAsync();
        service.HaveTags("Heart", "Skin");
        var link = await service.PreferencesLinkAsync();
        await OkAsync(service.PressAsync(link, "choose", ("newsletter", "treatments"), ("schedule", "weekly"), ("about", "chosen"), ("tags", "skin"), ("tags", "<b>mine</b>")));
        Assert.Equal("weekly|[\"skin\"]||Confirmed", await service.Database.ScalarAsync<string>(Settings));

        service.HaveTags("Heart");
        await OkAsync(service.PressAsync(link, "choose", ("newsletter", "treatments"), ("schedule", "weekly"), ("about", "chosen"), ("tags", "skin"), ("tags", "heart"), ("tags", "heart")));
        Assert.Equal("weekly|[\"skin\",\"heart\"]||Confirmed", await service.Database.ScalarAsync<string>(Settings));
        using var refused = await service.PressAsync(link, "choose", ("newsletter", "treatments"), ("schedule", "weekly"), ("about", "chosen"), ("tags", "never-was"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_thousand_tags_are_offered_in_groups_and_taken_all_at_once()
    {
        await using var service = await StartAsync();
        var labels = Enumerable.Range(0, 1000).Select(number => (char)('A' + (number % 26)) + " disease " + number.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        service.HaveTags(labels);
        var link = await service.PreferencesLinkAsync();

        var page = await OkAsync(service.Client.GetAsync(link));
        var fields = labels.Select(label => ("tags", label.ToLowerInvariant().Replace(' ', '-'))).Append(("newsletter", "treatments")).Append(("schedule", "weekly")).Append(("about", "chosen")).ToArray();
        var saved = await OkAsync(service.PressAsync(link, "choose", fields));

        Assert.Equal(1000, page.Split("name=\"tags\"").Length - 1);
        Assert.Equal(26, page.Split("<details class=\"kept\">").Length - 1);
        Assert.Equal(26, saved.Split("<details class=\"kept\" open>").Length - 1);
        Assert.Equal(1000, System.Text.RegularExpressions.Regex.Count(saved, "name=\"tags\" value=\"[^\"]*\" checked>", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(10)));
        Assert.Equal(1000, System.Text.Json.JsonDocument.Parse((await service.Database.ScalarAsync<string>("SELECT tags FROM subscriptions"))!).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Pause_lasts_thirty_days_and_ends_early_on_request()
    {
        await using var service = await StartAsync();
        var link = await service.PreferencesLinkAsync();

        await OkAsync(service.PressAsync(link, "pause", ("newsletter", "treatments")));
        Assert.Equal(clock.GetUtcNow().AddDays(30).ToUnixTimeMilliseconds(), await service.Database.ScalarAsync<long>("SELECT paused_until FROM subscriptions WHERE state = 'Paused'"));

        await OkAsync(service.PressAsync(link, "resume", ("newsletter", "treatments")));
        Assert.Equal("weekly|||Confirmed", await service.Database.ScalarAsync<string>(Settings));
    }

    [Fact]
    public async Task Leaving_all_is_taken_back_within_an_hour()
    {
        await using var service = await StartAsync();
        var link = await service.PreferencesLinkAsync();
        await OkAsync(service.PressAsync(link, "join", ("newsletter", "research")));

        var left = await OkAsync(service.PressAsync(link, "leave-all"));
        Assert.Equal(2, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions WHERE state = 'Unsubscribed'"));
        Assert.Contains("value=\"return\"", left, StringComparison.Ordinal);
        await OkAsync(service.PressAsync(link, "return"));

        Assert.Equal(2, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions WHERE state = 'Confirmed'"));
    }

    [Fact]
    public async Task Confirmed_reader_joins_another_newsletter_and_the_consent_is_kept()
    {
        await using var service = await StartAsync();

        await OkAsync(service.PressAsync(await service.PreferencesLinkAsync(), "join", ("newsletter", "research")));

        Assert.Equal("Confirmed|monthly", await service.Database.ScalarAsync<string>("SELECT state || '|' || schedule FROM subscriptions WHERE newsletter = 'research'"));
        Assert.Contains("Research notes", await service.Database.ScalarAsync<string>("SELECT consent_text FROM subscriptions WHERE newsletter = 'research'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_reader_ended_comes_back_only_by_a_new_confirmation()
    {
        await using var service = await StartAsync();
        var link = await service.PreferencesLinkAsync();
        await OkAsync(service.PressAsync(link, "leave", ("newsletter", "treatments")));
        clock.Advance(TimeSpan.FromHours(2));

        await OkAsync(service.PressAsync(link, "return", ("newsletter", "treatments")));
        Assert.Equal("Unsubscribed", await service.StateAsync());
        var page = await OkAsync(service.PressAsync(link, "join", ("newsletter", "treatments")));

        Assert.Equal("Pending", await service.StateAsync());
        Assert.Contains("open its link to confirm", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_is_downloaded_by_a_link_that_was_asked_for_and_mailed_for_by_any_other()
    {
        await using var service = await StartAsync();

        var page = await OkAsync(service.PressAsync(await service.PreferencesLinkAsync(), "data"));
        using var download = await service.PressAsync(await service.PreferencesLinkAsync(isRequested: true), "data");

        Assert.DoesNotContain("reader@example.org", page, StringComparison.Ordinal);
        Assert.Equal("Access|Queued", await service.Database.ScalarAsync<string>("SELECT kind || '|' || state FROM deliveries WHERE kind = 'Access'"));
        Assert.Equal("attachment; filename=my-data.json; filename*=UTF-8''my-data.json", download.Content.Headers.ContentDisposition?.ToString());
        Assert.Contains("\"address\": \"reader@example.org\"", await download.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_asks_first_and_leaves_only_a_hash()
    {
        await using var service = await StartAsync();
        var link = await service.PreferencesLinkAsync();

        var question = await OkAsync(service.PressAsync(link, "erase"));
        Assert.Contains("value=\"erase-now\"", question, StringComparison.Ordinal);
        Assert.Equal(1, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
        await OkAsync(service.PressAsync(link, "erase-now"));
        await OkAsync(service.PressAsync(link, "erase-now"));

        Assert.Equal("0|1", await service.Database.ScalarAsync<string>("SELECT (SELECT COUNT(*) FROM subscribers) || '|' || (SELECT COUNT(*) FROM suppressions WHERE reason = 'Erasure')"));
    }

    [Fact]
    public async Task Erased_reader_comes_back_by_an_own_confirmation_alone()
    {
        await using var service = await StartAsync();
        await OkAsync(service.PressAsync(await service.PreferencesLinkAsync(), "erase-now"));

        await service.SignUpAsync("reader@example.org", ("newsletter", "treatments"));
        Assert.Equal(1, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM suppressions"));
        await service.PostAsync(await service.ConfirmationLinkAsync());

        Assert.Equal("Confirmed", await service.StateAsync());
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM suppressions"));
    }

    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 1)]
    public async Task Link_expires_and_then_does_nothing(bool isRequested, int days)
    {
        await using var service = await StartAsync();
        var link = await service.PreferencesLinkAsync(isRequested);
        clock.Advance(TimeSpan.FromDays(days) + TimeSpan.FromMilliseconds(1));

        using var page = await service.Client.GetAsync(link);
        using var press = await service.PressAsync(link, "leave-all");
        using var erase = await service.PressAsync(link, "erase-now");

        Assert.Equal([HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.Gone], [page.StatusCode, press.StatusCode, erase.StatusCode]);
        Assert.Contains("preferences/link", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Confirmed", await service.StateAsync());
    }

    [Fact]
    public async Task Token_of_another_purpose_or_altered_is_refused()
    {
        await using var service = await StartAsync();
        var link = await service.PreferencesLinkAsync();
        var token = new Uri(link).Query[7..];
        var altered = token[..^1] + (token[^1] == 'A' ? 'B' : 'A');
        var confirmation = new Uri(await service.ConfirmationLinkAsync()).Query[7..];
        var unsubscription = new Uri(await service.UnsubscribeLinkAsync()).Query[7..];

        foreach (var wrong in new[] { altered, confirmation, unsubscription, "abc" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await service.SendAsync(HttpMethod.Get, "preferences?token=" + wrong));
            Assert.Equal(HttpStatusCode.BadRequest, await service.SendAsync(HttpMethod.Post, "preferences?token=" + wrong));
        }

        Assert.Equal(HttpStatusCode.BadRequest, await service.SendAsync(HttpMethod.Post, "confirm?token=" + token));
        Assert.Equal(HttpStatusCode.BadRequest, await service.SendAsync(HttpMethod.Post, "unsubscribe?token=" + token));
    }

    [Fact]
    public async Task Fresh_link_is_mailed_with_the_same_answer_whoever_asks()
    {
        await using var service = await StartAsync();

        var known = await OkAsync(service.PressAsync("preferences/link", "", ("email", "READER@Example.ORG"), ("lang", "en")));
        var again = await OkAsync(service.PressAsync("preferences/link", "", ("email", "reader@example.org"), ("lang", "en")));
        var unknown = await OkAsync(service.PressAsync("preferences/link", "", ("email", "nobody@example.org"), ("lang", "en")));

        Assert.Equal([known, known], [again, unknown]);
        Assert.Equal(1, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE kind = 'Access'"));
    }

    [Theory]
    [InlineData("pause", "Paused|daily")]
    [InlineData("fewer", "Confirmed|weekly")]
    [InlineData("undo", "Confirmed|daily")]
    [InlineData("tags", "Unsubscribed|daily")]
    public async Task Reader_who_left_may_take_something_else_instead(string action, string then)
    {
        await using var service = await RunningService.StartAsync(clock);
        await service.WithReaderAsync(("schedule", "daily"));
        var link = await service.UnsubscribeLinkAsync();
        using var left = await service.PressAsync(link, "");
        Assert.Contains($"value=\"{action}\"", await left.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await OkAsync(service.PressAsync(link, action));

        Assert.Equal(then, await service.Database.ScalarAsync<string>("SELECT state || '|' || schedule FROM subscriptions"));
        Assert.Equal(action == "tags" ? 1 : 0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE kind = 'Access'"));
    }

    private async Task<RunningService> StartAsync()
    {
        var service = await RunningService.StartAsync(clock, configuration => configuration["Newsletters"] = new[] { SampleNewsletters.Treatments, SampleNewsletters.Research });
        return await service.WithReaderAsync(("newsletter", "treatments"));
    }

    private static async Task<string> OkAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
