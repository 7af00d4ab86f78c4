using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.Integration.Content;

/// <summary>What tests of the content folder ask of a service.</summary>
internal static class Feeds
{
    public static Task<string> HoldAsync(this WholeService service, string text) =>
        service.EventuallyAsync("feeds/all.rss", feed => feed.Contains(text, StringComparison.Ordinal));

    public static Task<string> LoseAsync(this WholeService service, string text) =>
        service.EventuallyAsync("feeds/all.rss", feed => !feed.Contains(text, StringComparison.Ordinal));

    public static HashSet<string> Guids(string feed) =>
        [.. System.Xml.Linq.XDocument.Parse(feed).Descendants("guid").Select(guid => guid.Value)];

    /// <summary>How many passes took something up or lost something, once they are as many as expected; a pass tells of itself after its feeds are public.</summary>
    public static async Task<int> PassesAsync(this WholeService service, int expected)
    {
        await service.EventuallyAsync("health/live", _ => Count() >= expected);
        return Count();

        int Count() => service.Log.Count(line => line.Contains("posts taken up", StringComparison.Ordinal));
    }

    public static string Post(string title, string more = "") => $"---\ntitle: {title}\ndate: 2026-01-01\n---\nText of {title}.\n{more}";

    /// <summary>Runs a program that must succeed.</summary>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var result = await RunningProgram.RunAsync(program, arguments, folder: folder);
        Assert.True(result.Code == 0, $"{program} {string.Join(' ', arguments)}: {result.Output} {result.Errors}");
        return result.Output.Trim();
    }
}
