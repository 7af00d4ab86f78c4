using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support.Http;
using Syndication.Worker.Http.Feeds;

namespace Syndication.Tests.Integration.Feeds;

/// <summary>The letter of RFC 9110, for a feed that is read from its file and for one that is in memory.</summary>
public sealed class FeedRequestTests : IAsyncLifetime
{
    private WholeService service = null!;

    public async ValueTask InitializeAsync() => service = await WholeService.StartedAsync(fill: folder => folder.Save("a.md", "Alpha", tags: "heart"));

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Feed_in_memory_is_answered_as_the_one_read_from_its_file()
    {
        using var fromFile = await SendAsync(HttpMethod.Get, "feeds/all.rss", ("Accept-Encoding", "br"));
        using var fromMemory = await SendAsync(HttpMethod.Get, "feeds/all.rss", ("Accept-Encoding", "br"));

        Assert.Equal(Headers(fromFile), Headers(fromMemory));
        Assert.Equal(await fromFile.Content.ReadAsByteArrayAsync(Token), await fromMemory.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Edit_is_served_at_once_though_the_old_version_is_in_memory()
    {
        using var before = await SendAsync(HttpMethod.Get, "feeds/all.rss");

        service.Save("a.md", "Alpha, corrected", tags: "heart");
        await service.EventuallyAsync("feeds/all.rss", text => text.Contains("Alpha, corrected", StringComparison.Ordinal));
        using var after = await SendAsync(HttpMethod.Get, "feeds/all.rss", ("If-None-Match", before.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Theory]
    [InlineData("not-a-tag")]
    [InlineData("\"unclosed")]
    [InlineData("W/")]
    [InlineData(",,,")]
    [InlineData("w/\"lower\"")]
    public async Task Malformed_tag_matches_nothing_and_still_outweighs_the_date(string tag)
    {
        using var answer = await SendAsync(HttpMethod.Get, "feeds/all.rss", ("If-None-Match", tag), ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Malformed_tag_beside_a_known_one_does_no_harm()
    {
        using var first = await SendAsync(HttpMethod.Get, "feeds/all.rss");
        using var second = await SendAsync(HttpMethod.Get, "feeds/all.rss", ("If-None-Match", $"bare, \"a,b\" , ,{first.Headers.ETag}"));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Tag_of_another_coding_is_another_version()
    {
        using var plain = await SendAsync(HttpMethod.Get, "feeds/all.rss");
        using var gzip = await SendAsync(HttpMethod.Get, "feeds/all.rss", ("Accept-Encoding", "gzip"), ("If-None-Match", plain.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, gzip.StatusCode);
    }

    [Theory]
    [InlineData("yesterday", HttpStatusCode.OK)]
    [InlineData("2100-01-01T00:00:00Z", HttpStatusCode.OK)]
    [InlineData("Friday, 01-Jan-49 00:00:00 GMT", HttpStatusCode.NotModified)]
    [InlineData("Fri Jan  1 00:00:00 2100", HttpStatusCode.NotModified)]
    public async Task Date_counts_in_each_form_of_the_standard_and_in_no_other(string since, HttpStatusCode status)
    {
        using var answer = await SendAsync(HttpMethod.Get, "feeds/all.rss", ("If-Modified-Since", since));

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("If-Match", "\"other\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("If-Match", "W/{0}", HttpStatusCode.PreconditionFailed)]
    [InlineData("If-Match", "{0}", HttpStatusCode.OK)]
    [InlineData("If-Match", "*", HttpStatusCode.OK)]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 1998 00:00:00 GMT", HttpStatusCode.PreconditionFailed)]
    [InlineData("If-Unmodified-Since", "Fri, 01 Jan 2100 00:00:00 GMT", HttpStatusCode.OK)]
    public async Task Client_may_insist_on_a_version(string header, string value, HttpStatusCode status)
    {
        using var first = await SendAsync(HttpMethod.Get, "feeds/all.rss");
        using var second = await SendAsync(HttpMethod.Get, "feeds/all.rss", (header, string.Format(null, value, first.Headers.ETag)));

        Assert.Equal(status, second.StatusCode);
    }

    [Fact]
    public async Task Range_is_answered_with_the_whole()
    {
        using var whole = await SendAsync(HttpMethod.Get, "feeds/all.rss");
        using var ranged = await SendAsync(HttpMethod.Get, "feeds/all.rss", ("Range", "bytes=0-9"));

        Assert.Equal(HttpStatusCode.OK, ranged.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentLength, ranged.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("x-gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("gzip;q=0.001, identity;q=0", "gzip")]
    [InlineData("*;q=0.5, br;q=0", "gzip")]
    [InlineData("identity;q=0", "")]
    [InlineData("gzip;q=much", "")]
    [InlineData(";;;", "")]
    public async Task Unusual_lists_of_codings_are_read_as_the_standard_says(string accepted, string coding)
    {
        using var answer = await SendAsync(HttpMethod.Get, "feeds/all.rss", ("Accept-Encoding", accepted));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(coding, string.Join(',', answer.Content.Headers.ContentEncoding));
    }

    [Theory]
    [InlineData("DELETE", "feeds/all.rss")]
    [InlineData("PUT", "feeds/tags/none.rss")]
    [InlineData("OPTIONS", "feeds/all.atom")]
    [InlineData("POST", "feeds/")]
    public async Task Other_methods_get_a_sentence_and_the_allowed_ones(string method, string path)
    {
        using var answer = await SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("GET", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_feed_gets_a_sentence_and_no_validator()
    {
        using var get = await SendAsync(HttpMethod.Get, "feeds/tags/none.rss");
        using var head = await SendAsync(HttpMethod.Head, "feeds/tags/none.rss");

        Assert.Equal(HttpStatusCode.NotFound, get.StatusCode);
        Assert.Equal(Headers(get), Headers(head));
        Assert.Null(get.Headers.ETag);
        Assert.InRange((await get.Content.ReadAsByteArrayAsync(Token)).Length, 10, 200);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Feed_whose_file_has_vanished_is_asked_for_again_later()
    {
        File.Delete(service.PathOf("data/feeds/tags/heart.json"));

        using var answer = await SendAsync(HttpMethod.Get, "feeds/tags/heart.json");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Memory_stays_below_its_limit()
    {
        await using var small = await WholeService.StartedAsync(
            configuration => configuration["Feeds"] = new { MemoryLimit = "1MB" },
            folder => Array.ForEach([.. Enumerable.Range(1, 60)], number => folder.Save($"{number}.md", $"Post {number} {new string('x', 30_000)}", tags: $"tag-{number}")));
        for (var number = 1; number <= 60; number++)
        {
            using var answer = await small.Client.GetAsync($"feeds/tags/tag-{number}.rss", Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.InRange(small.Services.GetRequiredService<FeedCache>().Size, 100_000, 1 << 20);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await service.Client.SendAsync(request, Token);
    }

    private static IEnumerable<string> Headers(HttpResponseMessage answer) =>
        answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
}
