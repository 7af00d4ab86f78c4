using System.Globalization;
using System.Text.Json;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>Real readers see an edit, an addition, a removal and a rename as exactly that.</summary>
public sealed class FeedReaderTests : IDisposable
{
    /// <summary>Fetches with Debian's feedparser, with the validators of the last time; prints what a reader keys its state by.</summary>
    private const string Feedparser = """
        import feedparser, json, sys
        url, etag, modified = sys.argv[1], sys.argv[2] or None, sys.argv[3] or None
        got = feedparser.parse(url, etag=etag, modified=modified)
        print(json.dumps({"status": got.status, "bozo": bool(got.bozo), "etag": got.get("etag", ""), "modified": got.get("modified", ""),
                          "entries": [{"id": e.id, "title": e.title} for e in got.entries]}))
        """;

    private const string Python = "/usr/bin/python3";

    private readonly Installation installation = Installation.Create();

    public FeedReaderTests()
    {
        installation.Save("asthma", "Asthma", "2026-01-01");
        installation.Save("gout", "Gout", "2026-01-02");
        installation.Save("shingles", "Shingles", "2026-01-03");
    }

    public static TheoryData<string> Feeds => ["feeds/all.rss", "feeds/all.atom"];

    public void Dispose() => installation.Dispose();

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Newsboat_shows_as_new_only_what_is_new(string feed)
    {
        Assert.SkipUnless(Newsboat.IsInstalled, Newsboat.Missing);
        await using var site = await installation.RunAsync();
        var newsboat = new Newsboat(installation.FileAt("newsboat/cache.db"), new Uri(site.Address, feed));
        await newsboat.ReloadAsync();
        var before = newsboat.Read().ToDictionary(entry => entry.Title, entry => entry.Identity, StringComparer.Ordinal);
        newsboat.MarkAllRead();

        await ChangeAsync(site, feed);
        await newsboat.ReloadAsync();
        await newsboat.ReloadAsync();

        var after = newsboat.Read();
        Assert.Equal("Migraine", Assert.Single(after, entry => entry.IsUnread).Title);
        Assert.Equal("Asthma, corrected", Assert.Single(after, entry => entry.Identity == before["Asthma"]).Title);
        Assert.Equal("Shingles", Assert.Single(after, entry => entry.Identity == before["Shingles"]).Title);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Feedparser_refetches_conditionally_and_sees_each_change_as_what_it_is(string feed)
    {
        await using var site = await installation.RunAsync();
        var address = new Uri(site.Address, feed).AbsoluteUri;
        var first = await ParseAsync(address, "", "");
        var byTag = await ParseAsync(address, first.Etag, "");
        var byDate = await ParseAsync(address, "", first.Modified);

        await ChangeAsync(site, feed);
        var second = await ParseAsync(address, first.Etag, first.Modified);

        Assert.Equal((200, 304, 304, 200), (first.Status, byTag.Status, byDate.Status, second.Status));
        Assert.False(first.Bozo || second.Bozo);
        Assert.Equal(["Asthma, corrected", "Migraine", "Shingles"], second.Entries.Select(entry => entry.Title).Order(StringComparer.Ordinal));
        Assert.Equal(IdOf(first, "Asthma"), IdOf(second, "Asthma, corrected"));
        Assert.Equal(IdOf(first, "Shingles"), IdOf(second, "Shingles"));
        Assert.DoesNotContain(IdOf(second, "Migraine"), first.Entries.Select(entry => entry.Id));
    }

    /// <summary>An edit, an addition, a removal and a rename.</summary>
    private async Task ChangeAsync(RunningSite site, string feed)
    {
        installation.Save("asthma", "Asthma, corrected", "2026-01-01");
        installation.Save("migraine", "Migraine", "2026-01-04");
        File.Delete(installation.PathOf("content/gout.md"));
        File.Move(installation.PathOf("content/shingles.md"), installation.PathOf("content/zoster.md"));
        // The file's name is its address where nothing else says so: the last change to arrive.
        await site.EventuallyAsync(feed, text => Holds(text, "Asthma, corrected") && Holds(text, "Migraine") && !Holds(text, ">Gout<") && Holds(text, "/zoster"));
    }

    private static bool Holds(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static string IdOf(Fetched fetched, string title) => Assert.Single(fetched.Entries, entry => entry.Title == title).Id;

    private static async Task<Fetched> ParseAsync(string address, string etag, string modified)
    {
        Assert.SkipUnless(File.Exists(Python), "python3 is not installed (Debian: python3, python3-feedparser)");
        var result = await RunningProgram.RunAsync(Python, ["-c", Feedparser, address, etag, modified],
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["http_proxy"] = null, ["HTTP_PROXY"] = null });
        Assert.SkipWhen(result.Errors.Contains("ModuleNotFoundError", StringComparison.Ordinal), "feedparser is not installed (Debian: python3-feedparser)");
        Assert.True(result.Code == 0, string.Create(CultureInfo.InvariantCulture, $"{result}"));
        return JsonSerializer.Deserialize<Fetched>(result.Output, JsonSerializerOptions.Web)!;
    }

    private sealed record Fetched(int Status, bool Bozo, string Etag, string Modified, IReadOnlyList<FetchedEntry> Entries);

    private sealed record FetchedEntry(string Id, string Title);
}
