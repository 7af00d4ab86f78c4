using System.Net;
using System.Text.RegularExpressions;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Integration.Editions;

/// <summary><c>send --test</c>: what a reader would get, to one address, and no trace of it.</summary>
public sealed partial class TestCopyTests
{
    [Fact]
    public async Task Test_copy_is_the_digest_itself_records_nothing_and_its_links_end_nothing()
    {
        await using var service = await ArchivedEditions.StartAsync(ArchivedEditions.Newsletter());
        service.Save("gout.md", "Gout");
        await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("<title>Gout</title>", StringComparison.Ordinal));
        var before = await StateAsync(service);
        var (code, output, _) = await service.CallAsync("send", "treatments", "--test", "editor@example.org");
        var copy = await ReadMailAsync(service);

        Assert.Equal(0, code);
        Assert.StartsWith("Sent one copy with 1 posts to editor@example.org", output, StringComparison.Ordinal);
        // Unmarked: what is tested is what readers see in their inbox.
        Assert.Contains("\nSubject: Gout\n", copy, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(service));

        var link = Unsubscribe().Match(copy).Groups["link"].Value;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        using var answer = await service.Client.PostAsync(new Uri(service.Address!, new Uri(link).PathAndQuery), form);
        Assert.True((int)answer.StatusCode < 500);
        Assert.Equal(before, await StateAsync(service));

        File.Delete(Assert.Single(Directory.GetFiles(service.PathOf("data/pickup"))));
        await service.SendAsync();
        var real = await ReadMailAsync(service);
        Assert.Contains("\nSubject: Gout\n", real, StringComparison.Ordinal);
        Assert.Contains("reader@example.com", real, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_copy_needs_an_address_and_a_post()
    {
        await using var service = await WholeService.StartedAsync();

        Assert.Equal(2, (await service.CallAsync("send", "treatments", "--test", "nonsense")).Code);
        Assert.Equal(1, (await service.CallAsync("send", "treatments", "--test", "editor@example.org")).Code);
    }

    private static async Task<string> StateAsync(WholeService service) => string.Join(' ',
        await service.ScalarAsync("SELECT COUNT(*) FROM editions"), await service.ScalarAsync("SELECT COUNT(*) FROM deliveries"), await service.ScalarAsync("SELECT COUNT(*) FROM receipts"),
        await service.ScalarAsync("SELECT COUNT(*) FROM subscribers"), await service.ScalarAsync("SELECT state || announced_through FROM subscriptions"));

    private static async Task<string> ReadMailAsync(WholeService service) =>
        (await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(service.PathOf("data/pickup"))), CancellationToken.None)).ReplaceLineEndings("\n");

    [GeneratedRegex("List-Unsubscribe:\\s*(?:<mailto:[^>]*>,\\s*)?<(?<link>https?://[^>]*)>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unsubscribe();
}
