using System.Net;
using Syndication.Feeds.Formats;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Integration.Editions;

/// <summary>What everybody may read of the editions that the running service has sent.</summary>
public sealed class EditionArchiveTests
{
    [Fact]
    public async Task Nothing_is_public_where_the_archive_is_not_enabled()
    {
        await using var service = await ArchivedEditions.StartAsync(ArchivedEditions.Newsletter(archive: false));
        await service.SendAsync("Gout");

        foreach (var path in new[] { "editions/", "editions/treatments/", "editions/treatments/1", "editions/feed.atom", "editions/treatments/feed.rss" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(service, path)).Status);
        }
    }

    [Fact]
    public async Task Sent_edition_is_listed_and_shown_with_nobody_s_links_or_numbers()
    {
        await using var service = await ArchivedEditions.StartAsync(ArchivedEditions.Newsletter(maxPosts: 1), tags: "joints");
        Assert.Contains("Nothing has been sent yet", (await GetAsync(service, "editions/")).Text, StringComparison.Ordinal);
        await service.SendAsync("Gout", "Shingles");
        var list = await GetAsync(service, "editions/");
        var page = await GetAsync(service, "editions/treatments/1");

        Assert.Contains("<a href=\"treatments/1\">", list.Text, StringComparison.Ordinal);
        Assert.Contains(">Gout</span></li>", list.Text, StringComparison.Ordinal);
        Assert.Contains("Text of Gout.", page.Text, StringComparison.Ordinal);
        // The only reader chose joints: what nobody was sent is in no edition.
        Assert.DoesNotContain("Shingles", page.Text, StringComparison.Ordinal);
        foreach (var word in new[] { "unsubscribe", "preferences", "token", "reader@example.com", "joints", "<script", "style=" })
        {
            Assert.DoesNotContain(word, page.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrected_and_retracted_and_removed_posts_say_so()
    {
        await using var service = await ArchivedEditions.StartAsync(ArchivedEditions.Newsletter());
        await service.SendAsync("Gout", "Shingles", "Measles");
        await File.WriteAllTextAsync(service.PathOf("content/gout.md"), "---\ntitle: Gout\ndate: 2026-01-01\ntype: disease\ncorrection:\n  - date: 2026-02-01\n    text: The dose was wrong.\n---\nNew text.\n");
        await File.WriteAllTextAsync(service.PathOf("content/shingles.md"), "---\ntitle: Shingles\ndate: 2026-01-01\ntype: disease\nretracted: The study was withdrawn.\n---\nSecret text with [a source](https://pubmed.ncbi.nlm.nih.gov/123456/).\n");
        File.Delete(service.PathOf("content/measles.md"));
        var page = await service.EventuallyAsync("editions/treatments/1", text =>
            text.Contains("The dose was wrong.", StringComparison.Ordinal) && text.Contains("The study was withdrawn.", StringComparison.Ordinal) && !text.Contains("Measles", StringComparison.Ordinal));
        var list = (await GetAsync(service, "editions/")).Text;

        Assert.Contains(">Corrected</strong>", page, StringComparison.Ordinal);
        Assert.Contains(">Retracted</strong>", page, StringComparison.Ordinal);
        Assert.Contains("1 post of this edition is no longer published.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret text", page, StringComparison.Ordinal);
        Assert.DoesNotContain("123456", page, StringComparison.Ordinal);
        Assert.Contains(">Retracted</strong>", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Measles", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_and_feeds_answer_conditional_requests_and_say_how_long_they_keep()
    {
        await using var service = await ArchivedEditions.StartAsync(ArchivedEditions.Newsletter());
        await service.SendAsync("Gout");
        foreach (var path in new[] { "editions/", "editions/treatments/", "editions/treatments/1", "editions/feed.atom", "editions/treatments/feed.json" })
        {
            var first = await GetAsync(service, path);
            var again = await GetAsync(service, path, first.Headers["ETag"]);

            Assert.Equal(HttpStatusCode.OK, first.Status);
            Assert.Contains("public, max-age=", first.Headers["Cache-Control"], StringComparison.Ordinal);
            Assert.Equal((HttpStatusCode.NotModified, ""), (again.Status, again.Text));
        }
    }

    [Fact]
    public async Task Feeds_of_editions_pass_the_linter_and_change_with_a_correction()
    {
        await using var service = await ArchivedEditions.StartAsync(ArchivedEditions.Newsletter());
        await service.SendAsync("Gout", "Shingles");
        await service.SendAsync("Measles");
        foreach (var name in new[] { "feed", "treatments/feed" })
        {
            foreach (var format in Enum.GetValues<FeedFormat>())
            {
                var bytes = await service.Client.GetByteArrayAsync($"editions/{name}{format.FileExtension()}");
                Assert.Empty(FeedLint.Check(bytes, format).Select(finding => finding.ToString()));
                Assert.Contains("/editions/treatments/2", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            }
        }

        await File.WriteAllTextAsync(service.PathOf("content/gout.md"), "---\ntitle: Gout\ndate: 2026-01-01\ntype: disease\nretracted: Withdrawn.\n---\nText.\n");
        await service.EventuallyAsync("editions/feed.atom", feed => feed.Contains("Withdrawn.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_follow_one_another_and_lead_to_their_feeds()
    {
        await using var service = await ArchivedEditions.StartAsync(ArchivedEditions.Newsletter());
        await service.SendAsync("Gout");
        await service.HaveEditionsAsync(24);
        var first = (await GetAsync(service, "editions/")).Text;
        var second = (await GetAsync(service, "editions/?page=2")).Text;

        Assert.Contains("href=\"?page=2\" rel=\"next\"", WebUtility.HtmlDecode(first), StringComparison.Ordinal);
        Assert.Contains("Page 2 of 2", second, StringComparison.Ordinal);
        Assert.Contains("href=\"treatments/1\"", second, StringComparison.Ordinal);
        Assert.Contains("<link rel=\"alternate\" type=\"application/atom+xml\"", first, StringComparison.Ordinal);
        foreach (var path in new[] { "editions/?page=3", "editions/?page=0", "editions/?page=x", "editions/treatments/99", "editions/nothing/" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(service, path)).Status);
        }

        Assert.Equal("editions/", (await GetAsync(service, "editions")).Headers["Location"]);
    }

    private static async Task<(HttpStatusCode Status, string Text, Dictionary<string, string> Headers)> GetAsync(WholeService service, string path, string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        using var answer = await service.Client.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), headers);
    }
}
