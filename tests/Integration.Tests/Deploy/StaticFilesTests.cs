using System.Globalization;
using System.IO.Compression;
using System.Net;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;
using Syndication.Worker.Cli;

namespace Syndication.Tests.Integration.Deploy;

/// <summary>The output of <c>build</c>, served by the samples of <c>deploy/</c>, against the service itself.</summary>
public abstract class StaticFilesTests : IAsyncLifetime
{
    private static readonly string[] Files = ["all.rss", "all.atom", "all.json", "tags/kalp-sağlığı.rss", "types/disease.json", "opml.xml"];

    private readonly TemporaryFolder folder = new();
    private WholeService service = null!;
    private StaticWebServer server = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        SkipUnlessInstalled();
        service = await WholeService.StartedAsync(
            configuration => configuration["Feeds"] = new { Precompress = new[] { "both" } }, filled => filled.Save("a.md", "Alpha", tags: "heart, kalp sağlığı"));
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        var code = await CommandLine.RunAsync(
            ["build", "--config", service.ConfigurationFile, "--output", Path.Combine(folder.Path, "public", "feeds")], new Terminal(output, output, false), Token);
        Assert.True(code == ExitCodes.Done, output.ToString());
        Directory.CreateDirectory(Path.Combine(folder.Path, "own"));
        server = await StartAsync(Path.Combine(folder.Path, "own"), Path.Combine(folder.Path, "public"));
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        client?.Dispose();
        if (server is not null) await server.DisposeAsync();
        if (service is not null) await service.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task Static_files_are_answered_as_by_the_service(string coding)
    {
        foreach (var file in Files)
        {
            var path = "feeds/" + string.Join('/', file.Split('/').Select(Uri.EscapeDataString));
            using var ours = await SendAsync(service.Client, HttpMethod.Get, path, ("Accept-Encoding", coding));
            using var theirs = await SendAsync(client, HttpMethod.Get, path, ("Accept-Encoding", coding));

            Assert.Equal(HttpStatusCode.OK, theirs.StatusCode);
            Assert.Equal(Facts(ours), Facts(theirs));
            Assert.Equal(await DecodeAsync(ours), await DecodeAsync(theirs));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task Known_version_is_answered_with_304(string coding)
    {
        using var first = await SendAsync(client, HttpMethod.Get, "feeds/all.rss", ("Accept-Encoding", coding));
        using var byTag = await SendAsync(client, HttpMethod.Get, "feeds/all.rss", ("Accept-Encoding", coding), ("If-None-Match", first.Headers.ETag!.ToString()));
        using var byDate = await SendAsync(client, HttpMethod.Get, "feeds/all.rss", ("Accept-Encoding", coding), ("If-Modified-Since", first.Content.Headers.LastModified!.Value.ToString("R")));

        Assert.Equal(HttpStatusCode.NotModified, byTag.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, byDate.StatusCode);
    }

    [Fact]
    public async Task What_is_no_feed_is_not_found()
    {
        foreach (var path in new[] { "feeds/tags/none.rss", "feeds/manifest.json", "feeds/ledger.json", "feeds/all.rss.gz" })
        {
            using var theirs = await SendAsync(client, HttpMethod.Get, path);

            Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        }
    }

    [Fact]
    public async Task Other_methods_are_told_the_allowed_ones()
    {
        using var theirs = await SendAsync(client, HttpMethod.Post, "feeds/all.rss");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, theirs.StatusCode);
        Assert.Equal(["GET", "HEAD"], theirs.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    protected abstract void SkipUnlessInstalled();

    private protected abstract Task<StaticWebServer> StartAsync(string own, string root);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient to, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await to.SendAsync(request, Token);
    }

    [Fact]
    public async Task Pages_for_people_are_shown_at_their_addresses_with_their_style_sheet()
    {
        using var address = await SendAsync(client, HttpMethod.Get, "feeds/tags/heart");
        using var page = await SendAsync(client, HttpMethod.Get, "feeds/tags/heart/");
        using var style = await SendAsync(client, HttpMethod.Get, "feeds/assets/site.css");

        Assert.Contains(address.StatusCode, new[] { HttpStatusCode.MovedPermanently, HttpStatusCode.PermanentRedirect });
        Assert.EndsWith("feeds/tags/heart/", address.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<h1>heart</h1>", await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "text/css"), (style.StatusCode, style.Content.Headers.ContentType!.MediaType));
    }

    private static string[] Facts(HttpResponseMessage answer) =>
    [
        answer.Content.Headers.ContentType!.ToString(),
        string.Join(',', answer.Content.Headers.ContentEncoding),
        answer.Headers.CacheControl!.ToString(),
        string.Join(',', answer.Headers.Vary),
        string.Join(',', answer.Headers.GetValues("X-Content-Type-Options")),
    ];

    private static async Task<byte[]> DecodeAsync(HttpResponseMessage answer)
    {
        var stream = await answer.Content.ReadAsStreamAsync(Token);
        using var decoded = new MemoryStream();
        await (answer.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(stream, CompressionMode.Decompress) : stream).CopyToAsync(decoded, Token);
        return decoded.ToArray();
    }
}

public sealed class NginxTests : StaticFilesTests
{
    protected override void SkipUnlessInstalled() => Assert.SkipUnless(StaticWebServer.HasNginx, StaticWebServer.NginxMissing);

    private protected override Task<StaticWebServer> StartAsync(string own, string root) => StaticWebServer.StartNginxAsync(own, root);
}

public sealed class CaddyTests : StaticFilesTests
{
    protected override void SkipUnlessInstalled() => Assert.SkipUnless(StaticWebServer.HasCaddy, StaticWebServer.CaddyMissing);

    private protected override Task<StaticWebServer> StartAsync(string own, string root) => StaticWebServer.StartCaddyAsync(own, root);
}
