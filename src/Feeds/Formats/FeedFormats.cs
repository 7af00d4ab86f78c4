using System.Collections.Frozen;

namespace Syndication.Feeds.Formats;

/// <summary>What is fixed for a format.</summary>
public static class FeedFormats
{
    private static readonly FrozenDictionary<string, string> ImageTypes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["apng"] = "image/apng",
        ["avif"] = "image/avif",
        ["bmp"] = "image/bmp",
        ["gif"] = "image/gif",
        ["ico"] = "image/vnd.microsoft.icon",
        ["jfif"] = "image/jpeg",
        ["jpeg"] = "image/jpeg",
        ["jpg"] = "image/jpeg",
        ["jxl"] = "image/jxl",
        ["png"] = "image/png",
        ["svg"] = "image/svg+xml",
        ["tif"] = "image/tiff",
        ["tiff"] = "image/tiff",
        ["webp"] = "image/webp",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ImageTypesBySpan =
        ImageTypes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The media type, without a charset.</summary>
    /// <param name="format">The format.</param>
    public static string MediaType(this FeedFormat format) => format switch
    {
        FeedFormat.Rss => "application/rss+xml",
        FeedFormat.Atom => "application/atom+xml",
        FeedFormat.Json => "application/feed+json",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The value of <c>Content-Type</c>: XML names its charset, JSON has only one (RFC 8259 §8.1).</summary>
    /// <param name="format">The format.</param>
    public static string ContentType(this FeedFormat format) => format switch
    {
        FeedFormat.Rss => "application/rss+xml; charset=utf-8",
        FeedFormat.Atom => "application/atom+xml; charset=utf-8",
        FeedFormat.Json => "application/feed+json",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The end of its files' names, with the dot.</summary>
    /// <param name="format">The format.</param>
    public static string FileExtension(this FeedFormat format) => format switch
    {
        FeedFormat.Rss => ".rss",
        FeedFormat.Atom => ".atom",
        FeedFormat.Json => ".json",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The format that a file's name says.</summary>
    /// <param name="fileName">A name or path.</param>
    /// <returns>Null where it is the name of no feed.</returns>
    public static FeedFormat? OfFile(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".RSS" => FeedFormat.Rss,
        ".ATOM" => FeedFormat.Atom,
        ".JSON" => FeedFormat.Json,
        _ => null,
    };

    /// <summary>The media type that an image's address suggests.</summary>
    /// <param name="url">The address; a query and a fragment do not count.</param>
    /// <returns>Null where the name says nothing.</returns>
    public static string? ImageType(string url)
    {
        var path = url.AsSpan();
        var end = path.IndexOfAny('?', '#');
        if (end >= 0)
            path = path[..end];
        var dot = path.LastIndexOf('.');
        return dot >= 0 && ImageTypesBySpan.TryGetValue(path[(dot + 1)..], out var type) ? type : null;
    }
}
