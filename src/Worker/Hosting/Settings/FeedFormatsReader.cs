using Syndication.Feeds.Formats;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Feeds:Formats</c> and <c>Feeds:Precompress</c>.</summary>
internal static class FeedFormatsReader
{
    private static readonly Dictionary<string, FeedCompression[]> Compressions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["none"] = [],
        ["gzip"] = [FeedCompression.Gzip],
        ["brotli"] = [FeedCompression.Brotli],
        ["both"] = [FeedCompression.Gzip, FeedCompression.Brotli],
    };

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

    /// <summary>What is written compressed beside each file (<c>Feeds:Precompress</c>).</summary>
    public static IReadOnlyList<FeedCompression> ReadPrecompress(SettingsSection section)
    {
        var chosen = new HashSet<FeedCompression>();
        foreach (var name in section.Texts("Precompress"))
        {
            if (Compressions.TryGetValue(name, out var compressions)) chosen.UnionWith(compressions);
            else section.Fault("Precompress", $"holds '{name}'; it must be none, gzip, brotli or both.");
        }

        return [.. chosen.Order()];
    }
}
