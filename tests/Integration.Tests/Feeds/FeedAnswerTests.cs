using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Integration.Feeds;

public sealed class FeedAnswerTests : IAsyncLifetime
{
    private WholeService service = null!;

    public async ValueTask InitializeAsync() =>
        service = await WholeService.StartedAsync(fill: folder => folder.Save("a.md", "Alpha", tags: "heart, kalp sağlığı"));

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData("feeds/all.rss", "application/rss+xml; charset=utf-8")]
    [InlineData("feeds/all.atom", "application/atom+xml; charset=utf-8")]
    [InlineData("feeds/all.json", "application/feed+json")]
    [InlineData("feeds/tags/heart.rss", "application/rss+xml; charset=utf-8")]
    [InlineData("feeds/types/disease.json", "application/feed+json")]
    public async Task Each_format_has_its_media_type(string path, string type)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("public, max-age=900", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_tag_in_another_script_has_an_encoded_address()
    {
        using var answer = await GetAsync("feeds/tags/" + Uri.EscapeDataString("kalp-sağlığı") + ".rss");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_feed_is_not_found()
    {
        using var answer = await GetAsync("feeds/tags/none.rss");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("feeds/../data/syndication.db")]
    [InlineData("feeds/%2e%2e/appsettings.json")]
    [InlineData("feeds/manifest.json")]
    [InlineData("feeds/..%2fappsettings.json")]
    public async Task Nothing_but_feeds_is_served(string path)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Other_methods_are_told_the_allowed_ones()
    {
        using var answer = await service.Client.PostAsync("feeds/all.rss", null, Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_known_tag_is_answered_with_304_and_the_same_headers()
    {
        using var first = await GetAsync("feeds/all.atom");
        using var second = await GetAsync("feeds/all.atom", ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(first.Headers.CacheControl, second.Headers.CacheControl);
        Assert.Equal(first.Headers.Vary, second.Headers.Vary);
        Assert.Equal(first.Content.Headers.LastModified, second.Content.Headers.LastModified);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"other\", W/{0}")]
    [InlineData("W/{0}")]
    public async Task Lists_wildcards_and_weak_tags_match(string tags)
    {
        using var first = await GetAsync("feeds/all.atom");
        using var second = await GetAsync("feeds/all.atom", ("If-None-Match", string.Format(null, tags, first.Headers.ETag)));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_tag_that_does_not_match_outweighs_the_date()
    {
        using var first = await GetAsync("feeds/all.atom");
        using var second = await GetAsync("feeds/all.atom", ("If-None-Match", "\"other\""), ("If-Modified-Since", first.Content.Headers.LastModified!.Value.ToString("R")));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task The_date_decides_where_no_tag_is_sent()
    {
        using var first = await GetAsync("feeds/all.atom");
        var changed = first.Content.Headers.LastModified!.Value;
        using var same = await GetAsync("feeds/all.atom", ("If-Modified-Since", changed.ToString("R")));
        using var older = await GetAsync("feeds/all.atom", ("If-Modified-Since", changed.AddSeconds(-1).ToString("R")));

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, older.StatusCode);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("gzip", "gzip")]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip;q=1, br;q=0.5", "gzip")]
    [InlineData("br;q=0, gzip;q=0", "")]
    [InlineData("identity;q=1, gzip;q=0.5", "")]
    [InlineData("*", "br")]
    [InlineData("deflate", "")]
    [InlineData("identity;q=0, *;q=0", "")]
    public async Task The_coding_follows_the_clients_quality(string accepted, string coding)
    {
        using var answer = await GetAsync("feeds/all.rss", ("Accept-Encoding", accepted));

        Assert.Equal(coding, string.Join(',', answer.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
    }

    [Fact]
    public async Task Every_coding_holds_the_same_bytes_under_its_own_tag()
    {
        using var plain = await GetAsync("feeds/all.rss");
        using var gzip = await GetAsync("feeds/all.rss", ("Accept-Encoding", "gzip"));
        using var brotli = await GetAsync("feeds/all.rss", ("Accept-Encoding", "br"));
        var expected = await plain.Content.ReadAsByteArrayAsync(Token);

        Assert.Equal(expected, await DecodeAsync(new GZipStream(await gzip.Content.ReadAsStreamAsync(Token), CompressionMode.Decompress)));
        Assert.Equal(expected, await DecodeAsync(new BrotliStream(await brotli.Content.ReadAsStreamAsync(Token), CompressionMode.Decompress)));
        Assert.Equal(3, new HashSet<EntityTagHeaderValue?>([plain.Headers.ETag, gzip.Headers.ETag, brotli.Headers.ETag]).Count);
        Assert.False(plain.Headers.ETag!.IsWeak);
    }

    [Fact]
    public async Task HEAD_says_what_GET_says_without_the_body()
    {
        using var get = await GetAsync("feeds/all.rss", ("Accept-Encoding", "gzip"));
        using var request = new HttpRequestMessage(HttpMethod.Head, "feeds/all.rss");
        request.Headers.Add("Accept-Encoding", "gzip");
        using var head = await service.Client.SendAsync(request, Token);

        Assert.Equal(Headers(get), Headers(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task The_page_lists_every_feed_with_its_addresses()
    {
        using var answer = await GetAsync("feeds/");
        var page = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("/feeds/all.rss", page, StringComparison.Ordinal);
        Assert.Contains("/feeds/tags/heart.atom", page, StringComparison.Ordinal);
        Assert.Contains("rel=\"alternate\" type=\"application/atom+xml\"", page, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await service.Client.SendAsync(request, Token);
    }

    private static IEnumerable<string> Headers(HttpResponseMessage answer) =>
        answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);

    private static async Task<byte[]> DecodeAsync(Stream stream)
    {
        using var decoded = new MemoryStream();
        await stream.CopyToAsync(decoded, Token);
        return decoded.ToArray();
    }
}
