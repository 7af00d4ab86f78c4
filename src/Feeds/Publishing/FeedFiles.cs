using Syndication.Feeds.Formats;

namespace Syndication.Feeds.Publishing;

/// <summary>Names of the feeds' files and the addresses that they are served at; the same relative path is both.</summary>
public static class FeedFiles
{
    /// <summary>The file's path below the output folder, with <c>/</c>: <c>tags/heart.atom</c>.</summary>
    public static string PathOf(string feed, FeedFormat format) => feed + FeedFormats.FileExtension(format);

    /// <summary>The same as an address: percent-encoded.</summary>
    public static string AddressOf(string feed, FeedFormat format) =>
        string.Join('/', PathOf(feed, format).Split('/').Select(Uri.EscapeDataString));
}
