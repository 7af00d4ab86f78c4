using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support.Http;
using Syndication.Worker.Cli;
using Syndication.Worker.Hosting.Settings;

namespace Syndication.Tests.Integration.Ops;

public sealed class OpsListenerTests : IAsyncLifetime
{
    private readonly HttpClient client = new();
    private WholeService service = null!;

    public async ValueTask InitializeAsync()
    {
        service = await WholeService.StartedAsync(
            configuration => configuration["Service"] = new { Proxies = new[] { "127.0.0.1" } }, folder => folder.Save("a.md", "Alpha", tags: "heart"));
        client.BaseAddress = service.OpsAddress;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await service.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong-wrong-wrong-wrong-wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic b3BzOm9wcw==")]
    public async Task Nobody_gets_in_without_the_token(string? authorization)
    {
        foreach (var path in new[] { "metrics", "feeds/", "anything" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var answer = await client.SendAsync(request, Token);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        }
    }

    [Fact]
    public async Task Addresses_of_the_public_are_not_there()
    {
        foreach (var path in new[] { "feeds/all.rss", "subscribe", "health/ready", "" })
        {
            using var answer = await GetAsync(path);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Public_does_not_get_what_is_for_ops()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Secret());
        using var metrics = await service.Client.SendAsync(request, Token);
        var page = await service.Client.GetStringAsync("feeds/", Token);

        Assert.Equal(HttpStatusCode.NotFound, metrics.StatusCode);
        Assert.DoesNotContain("Readers of the feeds", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_count_the_requests_for_feeds()
    {
        for (var i = 0; i < 3; i++) (await service.Client.GetAsync("feeds/all.rss", Token)).Dispose();

        using var answer = await GetAsync("metrics");
        var text = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("\nsyndication_feed_requests_total 3\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE syndication_feed_sent_bytes_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_memory_working_set_bytes ", text, StringComparison.Ordinal);
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches(@"^(# (HELP|TYPE) .+|[a-zA-Z_][a-zA-Z0-9_]*(\{.*\})? [-+0-9.eE]+|.* NaN)$", line));
    }

    [Fact]
    public async Task Token_that_was_made_is_readable_for_the_account_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(service.OpsTokenFile));
        Assert.InRange(Secret().Length, 40, 100);
        var before = Secret();
        await service.StopAsync();
        await service.StartAsync();
        Assert.Equal(before, Secret());
    }

    [Theory]
    [InlineData("missing", null)]
    [InlineData("short", "0123456789")]
    public async Task Token_file_that_cannot_be_used_stops_the_start(string name, string? token)
    {
        await using var other = WholeService.Prepare(configuration => configuration["Ops"] = new { Url = "http://127.0.0.1:0", TokenFile = name });
        if (token is not null) await File.WriteAllTextAsync(other.PathOf(name), token, Token);

        var thrown = await Assert.ThrowsAsync<SettingsException>(other.StartAsync);

        Assert.Equal("Ops:TokenFile", Assert.Single(thrown.Faults).Key);
    }

    [Fact]
    public async Task Readers_are_stored_and_shown_by_program_without_any_address()
    {
        for (var i = 0; i < 30; i++) await ReadAsync("feeds/all.rss", "203.0.113.7", "newsboat/2.30 (Linux x86_64; jane@example.org)");
        await ReadAsync("feeds/all.rss", "198.51.100.1", "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)");
        await ReadAsync("feeds/all.rss", "198.51.100.2", "Feedbin feed-id:1 - 142 subscribers");
        await ReadAsync("feeds/all.rss", "198.51.100.2", "Feedbin feed-id:2 - 8 subscribers");
        await service.StopAsync();
        await service.StartAsync();
        client.DefaultRequestHeaders.Clear();

        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        var code = await CommandLine.RunAsync(["feeds", "--stats", "--config", service.ConfigurationFile], new Terminal(output, output, false), Token);
        using var page = await new HttpClient { BaseAddress = service.OpsAddress }.SendAsync(Authorized("feeds/?days=2"), Token);
        var html = await page.Content.ReadAsStringAsync(Token);

        Assert.Equal(ExitCodes.Done, code);
        var text = Regex.Replace(output.ToString(), " +", " ");
        Assert.Contains("all.rss 33 requests, 166 subscribers, 88% 304", text, StringComparison.Ordinal);
        Assert.Contains("newsboat 30 requests, 97% 304", text, StringComparison.Ordinal);
        Assert.Contains("29 too early, polls too often", text, StringComparison.Ordinal);
        Assert.Contains("Feedbin 2 requests, 150 subscribers", text, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Feedly</th><td>1</td><td>16</td>", html, StringComparison.Ordinal);
        var stored = string.Concat(Directory.EnumerateFiles(service.PathOf("data"), "syndication.db*").Select(ReadShared));
        Assert.All(["203.0.113", "198.51.100", "jane", "Linux"], personal => Assert.DoesNotContain(personal, stored + html + text, StringComparison.Ordinal));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    /// <summary>Asks as a client behind the proxy does; from the second time on conditionally.</summary>
    private async Task ReadAsync(string path, string address, string agent)
    {
        using var known = await service.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        if (seen.Contains(address)) request.Headers.IfNoneMatch.Add(known.Headers.ETag!);
        if (agent.StartsWith("newsboat", StringComparison.Ordinal)) seen.Add(address);
        using var answer = await service.Client.SendAsync(request, Token);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotModified);
    }

    private readonly HashSet<string> seen = [];

    private string Secret() => File.ReadAllText(service.OpsTokenFile).Trim();

    private HttpRequestMessage Authorized(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Secret());
        return request;
    }

    private Task<HttpResponseMessage> GetAsync(string path) => client.SendAsync(Authorized(path), Token);
}
