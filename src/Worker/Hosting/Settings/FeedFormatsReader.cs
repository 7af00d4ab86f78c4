using Syndication.Feeds.Formats;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Feeds:Formats</c>.</summary>
internal static class FeedFormatsReader
{
    /// <summary>The configured formats, each once, or <paramref name="fallback"/>.</summary>
    public static IReadOnlyList<FeedFormat> Read(SettingsSection section, IReadOnlyList<FeedFormat> fallback)
    {
        var names = section.Texts("Formats");
        if (names.Count == 0) return fallback;
        var formats = new List<FeedFormat>();
        foreach (var name in names)
        {
            if (Enum.TryParse<FeedFormat>(name, ignoreCase: true, out var format) && Enum.IsDefined(format)) formats.Add(format);
            else section.Fault("Formats", $"holds '{name}'; the formats are rss, atom and json.");
        }

        return [.. formats.Distinct().Order()];
    }
}
