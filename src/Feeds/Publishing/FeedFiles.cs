using Syndication.Feeds.Formats;

namespace Syndication.Feeds.Publishing;

/// <summary>Names of the feeds' files and the addresses that they are served at; the same relative path is both.</summary>
public static class FeedFiles
{
    /// <summary>The file's path below the output folder, with <c>/</c>: <c>tags/heart.atom</c>.</summary>
    public static string PathOf(string feed, FeedFormat format) => feed + FeedFormats.FileExtension(format);

    /// <summary>The same as an address: percent-encoded.</summary>
    public static string AddressOf(string feed, FeedFormat format) => Encode(PathOf(feed, format));

    /// <summary>The public address of a path below the output folder.</summary>
    public static string UrlOf(FeedsOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.PublicUrl.AbsoluteUri.TrimEnd('/') + "/" + Encode(path);
    }

    /// <summary>A path as an address has it: percent-encoded segment by segment.</summary>
    public static string Encode(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
    }
}
