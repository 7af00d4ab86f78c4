using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Http;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Tests.Worker.Http;

/// <summary>Whatever is sent to the pages of readers: an answer in time, never a fault of ours, and nothing written that should not be.</summary>
public sealed class HostileRequestTests
{
    private static readonly string[] Names =
    [
        "email", "newsletter", "schedule", "tags", "about", "timeZone", "lang", "website", "shown", "return", "action", "mailLanguage", "textOnly", "token", "tags[]", "__proto__", "",
    ];

    private static readonly string[] Values =
    [
        "a@example.org", "a@exämple.org", "a@example.org\r\nBcc: b@example.org", "a@example.org%0d%0aBcc:b@example.org", "\"a b\"@example.org", "a@[127.0.0.1]", "@", "a@b", "treatments", "research",
        "weekly", "daily", "heart", "all", "chosen", "choose", "describe", "join", "leave", "pause", "resume", "return", "data", "nothing", "on", "Europe/Istanbul", "../../etc/passwd", "tr", "xx", "\0",
        "\u202E", "\uFFFE", "😀", "\u0301", "{{model}}", "{{{words}}}", "<script>alert(1)</script>", "'; DROP TABLE subscribers; --", "%", "%00", "%ff%fe", "+", "&", "=", "\n", new('x', 5000), "",
    ];

    private static readonly string[] Types =
    [
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "application/json", "application/x-www-form-urlencoded; charset=utf-16", "text/plain", "application/json; charset=utf-7",
    ];

    [Theory]
    [InlineData("subscribe")]
    [InlineData("preferences")]
    [InlineData("preferences/link")]
    [InlineData("unsubscribe")]
    [InlineData("confirm")]
    public async Task No_form_breaks_a_page(string path)
    {
        await using var service = await StartAsync();
        var address = path switch
        {
            "preferences" => await service.PreferencesLinkAsync(),
            "unsubscribe" => await service.UnsubscribeLinkAsync(),
            "confirm" => await service.ConfirmationLinkAsync(),
            _ => path,
        };
        var fields = from name in Gen.Elements(Names) from value in Gen.Elements(Values) select (name, value);
        var requests = from parts in fields.ListOf() from type in Gen.Elements(Types) from kind in Gen.Choose(0, 9) select (Body: BodyOf(parts, kind), type);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(requests.ToArbitrary(), request => IsAnsweredAsync(service, address, request.Body, request.type).GetAwaiter().GetResult()));

        await AssertSoundAsync(service);
    }

    [Fact]
    public async Task A_token_altered_at_any_place_opens_nothing()
    {
        await using var service = await StartAsync();
        var links = new[] { await service.ConfirmationLinkAsync(), await service.UnsubscribeLinkAsync(), await service.PreferencesLinkAsync(), await service.PreferencesLinkAsync(isRequested: true) };
        foreach (var link in links)
        {
            var (page, token) = (new Uri(link).AbsolutePath, new Uri(link).Query["?token=".Length..]);
            for (var index = 0; index < token.Length; index++)
            {
                var altered = token[..index] + (token[index] == 'a' ? 'b' : 'a') + token[(index + 1)..];
                // The last letter of base64url has bits that say nothing; a token that they alone differ in is the same token.
                if (page != "/unsubscribe" && index == token.Length - 1 && token.Length % 4 != 0) continue;
                var status = await service.SendAsync(HttpMethod.Post, page + "?token=" + altered);
                Assert.True(status == HttpStatusCode.BadRequest, $"{page} answered {status} to a token altered at {index} of {token.Length}");
            }

            Assert.Equal(HttpStatusCode.BadRequest, await service.SendAsync(HttpMethod.Post, page + "?token=" + token + "a"));
            Assert.Equal(HttpStatusCode.BadRequest, await service.SendAsync(HttpMethod.Post, page + "?token=" + token[..^2]));
        }

        Assert.Equal("Confirmed", await service.Database.ScalarAsync<string>("SELECT state FROM subscriptions"));
    }

    [Fact]
    public async Task A_replayed_confirmation_does_not_bring_back_who_left()
    {
        await using var service = await StartAsync();
        var confirm = await service.ConfirmationLinkAsync();
        await service.PostAsync(await service.UnsubscribeLinkAsync());

        Assert.Equal(HttpStatusCode.Gone, await service.PostAsync(confirm));

        Assert.Equal("Unsubscribed", await service.StateAsync());
    }

    [Fact]
    public async Task Two_confirmations_at_once_are_one()
    {
        var clock = new ManualClock();
        await using var service = await RunningService.StartAsync(clock);
        await service.SignUpAsync();
        var confirm = await service.ConfirmationLinkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.PostAsync(confirm)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal("Confirmed|" + clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            await service.Database.ScalarAsync<string>("SELECT state || '|' || confirmed_at FROM subscriptions"));
        Assert.Equal(1, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries"));
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("unsubscribe")]
    [InlineData("preferences")]
    [InlineData("preferences/link")]
    public async Task Oversized_bodies_are_refused_and_change_nothing(string path)
    {
        await using var service = await StartAsync();
        var address = path switch
        {
            "confirm" => await service.ConfirmationLinkAsync(),
            "unsubscribe" => await service.UnsubscribeLinkAsync(),
            "preferences" => await service.PreferencesLinkAsync(),
            _ => path,
        };
        foreach (var chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Content = new StringContent("action=erase-now&extra=" + new string('x', 200_000), null, "application/x-www-form-urlencoded");
            request.Headers.TransferEncodingChunked = chunked;
            using var answer = await service.Client.SendAsync(request);

            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }

        await AssertSoundAsync(service);
    }

    private static async Task<RunningService> StartAsync()
    {
        var service = await RunningService.StartAsync(new ManualClock(), configuration =>
            configuration["Subscribe"] = new { FastestSignUp = "00:00:00", RateLimits = new { PerClientPerHour = 100_000 } });
        return await service.WithReaderAsync(("newsletter", "treatments"));
    }

    /// <summary>Every row is of this test's words: an address that is one, a newsletter and schedule that there are, and none that a line break came into.</summary>
    private static async Task AssertSoundAsync(RunningService service)
    {
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers WHERE address NOT LIKE '%_@_%._%' OR instr(address, char(10)) > 0 OR instr(address, char(13)) > 0 OR instr(address, char(0)) > 0"));
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions WHERE newsletter <> 'treatments' OR schedule NOT IN ('weekly', 'daily')"));
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers WHERE language NOT IN ('en', 'tr')"));
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions WHERE time_zone IS NOT NULL AND time_zone <> 'Europe/Istanbul'"));
        Assert.Equal(1, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers WHERE address_key = 'reader@example.org'"));
        Assert.DoesNotContain(service.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
    }

    private static async Task<bool> IsAnsweredAsync(RunningService service, string path, byte[] body, string type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        using var answer = await service.Client.PostAsync(path, content, limit.Token);
        Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode} to {type}: {Encoding.UTF8.GetString(body)} {service.Log.Lines.LastOrDefault(line => line.StartsWith("Error", StringComparison.Ordinal))}");
        return true;
    }

    private static byte[] BodyOf(IEnumerable<(string Name, string Value)> parts, int kind) => kind switch
    {
        0 => Encoding.UTF8.GetBytes(string.Join('&', parts.Select(part => part.Name + "=" + part.Value))),
        1 => [.. Encoding.UTF8.GetBytes(string.Join('&', parts.Select(part => part.Name + "=" + part.Value))).Select((value, index) => index % 11 == 3 ? (byte)(value ^ 0xA5) : value)],
        2 => Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"--x\r\nContent-Disposition: form-data; name=\"{part.Name}\"\r\n\r\n{part.Value}\r\n")) + "--x--\r\n"),
        3 => Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"--x\r\nContent-Disposition: form-data; name=\"{part.Name}\"; filename=\"{part.Value}\"\r\n\r\n{part.Value}"))),
        4 => Encoding.UTF8.GetBytes("{" + string.Join(',', parts.Select(part => System.Text.Json.JsonSerializer.Serialize(part.Name) + ":" + System.Text.Json.JsonSerializer.Serialize(part.Value))) + "}"),
        5 => Encoding.UTF8.GetBytes("{" + string.Join(',', parts.Select(part => "\"" + part.Name + "\":[" + part.Value + "]")) + "}"),
        _ => Encoding.UTF8.GetBytes(string.Join('&', parts.Select(part => Uri.EscapeDataString(part.Name) + "=" + Uri.EscapeDataString(part.Value)))),
    };
}
