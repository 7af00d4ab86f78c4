using System.Text.Json;
using MimeKit;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>What somebody meets who clones the repository and starts the service on its samples.</summary>
public sealed class FirstRunTests : IDisposable
{
    private const string Sample = "samples/content/2026-02-17-tendon-pain-and-patience.md";

    private readonly Installation installation = Installation.CreateFromSamples();

    public FirstRunTests() => installation.Configure(settings =>
        settings["Kestrel"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "Endpoints": { "Http": { "Url": "http://127.0.0.1:0" } } }"""));

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Service_says_where_to_look_and_lists_its_feeds_there()
    {
        await using var site = await installation.RunAsync();

        var page = await site.GetAsync("feeds/");

        Assert.Contains($"Posts:    {installation.PathOf("samples/content")}", site.Program.Output, StringComparison.Ordinal);
        Assert.Contains($"Mail to:  {installation.PathOf("data/pickup")}", site.Program.Output, StringComparison.Ordinal);
        Assert.All(["all.rss", "all.atom", "all.json", "types/disease.rss", "tags/tendons.atom"], feed => Assert.Contains(feed, page, StringComparison.Ordinal));
        Assert.DoesNotContain("terms-of-use", await site.GetAsync("feeds/all.json"), StringComparison.Ordinal);
        Assert.Equal("Healthy", (await site.HealthAsync()).Status);
    }

    [Theory]
    [InlineData("feeds/all.rss")]
    [InlineData("feeds/types/disease.atom")]
    public async Task Reader_sees_an_edited_sample_as_the_entry_that_it_has_read(string feed)
    {
        Assert.SkipUnless(Newsboat.IsInstalled, Newsboat.Missing);
        await using var site = await installation.RunAsync();
        var newsboat = new Newsboat(installation.FileAt("newsboat/cache.db"), new Uri(site.Address, feed));
        await newsboat.ReloadAsync();
        var before = newsboat.Read();
        newsboat.MarkAllRead();

        var file = installation.PathOf(Sample);
        File.WriteAllText(file, File.ReadAllText(file).Replace("Tendon Pain Needs Load, and Patience", "Tendons Need Load", StringComparison.Ordinal));
        await site.EventuallyAsync(feed, text => text.Contains("Tendons Need Load", StringComparison.Ordinal));
        await newsboat.ReloadAsync();

        var after = newsboat.Read();
        var entry = Assert.Single(before, entry => entry.Title == "Tendon Pain Needs Load, and Patience");
        Assert.Equal("Tendons Need Load", Assert.Single(after, other => other.Identity == entry.Identity).Title);
        Assert.Equal(before.Select(other => other.Identity).Order(StringComparer.Ordinal), after.Select(other => other.Identity).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(after, other => other.IsUnread);
    }

    [Fact]
    public async Task New_disease_post_is_mailed_once_to_a_confirmed_subscriber()
    {
        await using var site = await installation.RunAsync();
        var added = await installation.CallAsync("subscribers", "add", "reader@example.org", "--newsletter", "treatments", "--confirmed");
        Assert.True(added.Code == 0, added.ToString());
        var early = await installation.CallAsync("send", "treatments");
        Assert.Contains("nothing is due", early.Output, StringComparison.Ordinal);

        installation.Save("gout", "Gout and What Eases It", "2026-10-01", "samples/content");
        await site.EventuallyAsync("feeds/types/disease.json", text => text.Contains("Gout and What Eases It", StringComparison.Ordinal));
        var sent = await installation.CallAsync("send", "treatments");

        Assert.True(sent.Code == 0, sent.ToString());
        var digest = MimeMessage.Load(Assert.Single(installation.PickedUp));
        Assert.Equal("reader@example.org", Assert.Single(digest.To.Mailboxes).Address);
        Assert.Contains("Gout and What Eases It", digest.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Gout and What Eases It", digest.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Tendon", digest.HtmlBody, StringComparison.Ordinal);

        var second = await installation.CallAsync("send", "treatments");
        Assert.True(second.Code == 0, second.ToString());
        Assert.Contains("nothing is due", second.Output, StringComparison.Ordinal);
        Assert.Single(installation.PickedUp);
    }

    [Fact]
    public async Task Latest_posts_are_mailed_on_demand_without_the_service()
    {
        await installation.CallAsync("subscribers", "add", "reader@example.org", "--newsletter", "treatments", "--confirmed");

        var sent = await installation.CallAsync("send", "treatments", "--latest", "3");

        Assert.True(sent.Code == 0, sent.ToString());
        var digest = MimeMessage.Load(Assert.Single(installation.PickedUp));
        using var feed = JsonDocument.Parse(File.ReadAllText(installation.PathOf("data/feeds/types/disease.json")));
        var titles = feed.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!).ToList();
        Assert.All(titles.Take(3), title => Assert.Contains(title, digest.TextBody!.ReplaceLineEndings(" "), StringComparison.OrdinalIgnoreCase));
        Assert.All(titles.Skip(3), title => Assert.DoesNotContain(title, digest.TextBody!.ReplaceLineEndings(" "), StringComparison.OrdinalIgnoreCase));
        Assert.Contains("23852661", digest.HtmlBody, StringComparison.Ordinal);
    }
}
