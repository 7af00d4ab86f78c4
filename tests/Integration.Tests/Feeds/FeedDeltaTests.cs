using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Integration.Feeds;

/// <summary>Deltas (RFC 3229): a reader that says <c>A-IM: feed</c> gets what it lacks.</summary>
public sealed class FeedDeltaTests : IAsyncLifetime
{
    private WholeService service = null!;

    public async ValueTask InitializeAsync() => service = await WholeService.StartedAsync(fill: folder =>
    {
        folder.Save("a.md", "Alpha", date: "2026-01-01");
        folder.Save("b.md", "Beta", date: "2026-01-02");
        folder.Save("c.md", "Gamma", date: "2026-01-03");
    });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData("feeds/all.rss")]
    [InlineData("feeds/all.atom")]
    [InlineData("feeds/all.json")]
    public async Task Reader_gets_only_what_is_new_or_changed(string path)
    {
        using var known = await GetAsync(path);
        await ChangeAsync(path);

        using var delta = await GetAsync(path, ("A-IM", "feed"), ("If-None-Match", known.Headers.ETag!.ToString()));
        using var whole = await GetAsync(path);

        Assert.Equal(HttpStatusCode.IMUsed, delta.StatusCode);
        Assert.Equal("feed", Assert.Single(delta.Headers.GetValues("IM")));
        Assert.Equal(["Beta, corrected", "Delta"], Titles(path, await delta.Content.ReadAsStringAsync(Token)));
        Assert.Equal(["Alpha", "Beta, corrected", "Delta", "Gamma"], Titles(path, await whole.Content.ReadAsStringAsync(Token)));
        Assert.Equal(whole.Headers.ETag, delta.Headers.ETag);
        Assert.Equal(whole.Content.Headers.LastModified, delta.Content.Headers.LastModified);
        Assert.Equal(whole.Content.Headers.ContentType, delta.Content.Headers.ContentType);
    }

    [Fact]
    public async Task Cache_that_knows_no_deltas_must_not_keep_one()
    {
        using var known = await GetAsync("feeds/all.atom");
        await ChangeAsync("feeds/all.atom");

        using var delta = await GetAsync("feeds/all.atom", ("A-IM", "feed"), ("If-None-Match", known.Headers.ETag!.ToString()));

        Assert.True(delta.Headers.CacheControl!.NoStore);
        Assert.Contains("im", delta.Headers.CacheControl.Extensions.Select(extension => extension.Name));
        Assert.Equal(["Accept-Encoding", "A-IM", "If-None-Match"], delta.Headers.Vary);
        Assert.Equal(known.Headers.ETag.ToString(), Assert.Single(delta.Headers.GetValues("Delta-Base")));
    }

    [Fact]
    public async Task Delta_is_compressed_as_the_client_likes()
    {
        using var known = await GetAsync("feeds/all.rss", ("Accept-Encoding", "gzip"));
        await ChangeAsync("feeds/all.rss");

        using var delta = await GetAsync("feeds/all.rss", ("A-IM", "gzip;q=0.5, FEED;q=1"), ("Accept-Encoding", "gzip"), ("If-None-Match", known.Headers.ETag!.ToString()));
        using var whole = await GetAsync("feeds/all.rss", ("Accept-Encoding", "gzip"));

        Assert.Equal(HttpStatusCode.IMUsed, delta.StatusCode);
        Assert.Equal("gzip", Assert.Single(delta.Content.Headers.ContentEncoding));
        Assert.Equal(whole.Headers.ETag, delta.Headers.ETag);
        await using var decoded = new GZipStream(await delta.Content.ReadAsStreamAsync(Token), CompressionMode.Decompress);
        Assert.Equal(["Beta, corrected", "Delta"], Titles("all.rss", XDocument.Load(decoded).ToString()));
    }

    [Theory]
    [InlineData("feed", "\"unknown\"")]
    [InlineData("feed", null)]
    [InlineData("feed;q=0", "{0}")]
    [InlineData("vcdiff", "{0}")]
    public async Task Whole_feed_is_sent_where_a_delta_cannot_be_or_is_not_wanted(string manipulation, string? tag)
    {
        using var known = await GetAsync("feeds/all.rss");
        await ChangeAsync("feeds/all.rss");

        var headers = new List<(string, string)> { ("A-IM", manipulation) };
        if (tag is not null) headers.Add(("If-None-Match", string.Format(null, tag, known.Headers.ETag)));
        using var answer = await GetAsync("feeds/all.rss", [.. headers]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("IM"));
        Assert.Equal("public, max-age=900", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Reader_that_has_everything_gets_304()
    {
        using var known = await GetAsync("feeds/all.rss");
        using var again = await GetAsync("feeds/all.rss", ("A-IM", "feed"), ("If-None-Match", known.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Removal_leaves_nothing_to_send()
    {
        using var known = await GetAsync("feeds/all.json");
        File.Delete(service.PathOf("content/a.md"));
        await service.EventuallyAsync("feeds/all.json", text => !text.Contains("Alpha", StringComparison.Ordinal));

        using var delta = await GetAsync("feeds/all.json", ("A-IM", "feed"), ("If-None-Match", known.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.IMUsed, delta.StatusCode);
        Assert.Empty(Titles("all.json", await delta.Content.ReadAsStringAsync(Token)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task ChangeAsync(string path)
    {
        service.Save("b.md", "Beta, corrected", date: "2026-01-02");
        service.Save("d.md", "Delta", date: "2026-01-04");
        await service.EventuallyAsync(path, text => text.Contains("Beta, corrected", StringComparison.Ordinal) && text.Contains("Delta", StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await service.Client.SendAsync(request, Token);
    }

    private static IEnumerable<string> Titles(string path, string text)
    {
        if (path.EndsWith(".json", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!).Order(StringComparer.Ordinal)];
        }

        var entries = XDocument.Parse(text).Descendants().Where(element => element.Name.LocalName is "item" or "entry");
        return entries.Select(entry => entry.Elements().First(element => element.Name.LocalName == "title").Value).Order(StringComparer.Ordinal);
    }
}
