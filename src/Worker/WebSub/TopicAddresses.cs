using Syndication.Feeds.Formats;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.WebSub;

/// <summary>Which files are topics, and the public addresses that name them: the feeds themselves, not their archives or lists.</summary>
/// <param name="feeds">Where they are public.</param>
internal sealed class TopicAddresses(FeedsOptions feeds)
{
    // all.atom, tags/heart.atom; an archive page lies deeper.
    private const int DeepestFeed = 2;

    private readonly string start = new Uri(feeds.PublicUrl.AbsoluteUri.TrimEnd('/') + "/").AbsoluteUri;

    /// <summary>The public address of a file, as its own self link has it.</summary>
    public string AddressOf(string path) => start + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Whether a file is a feed that can be subscribed to.</summary>
    public bool IsTopic(string path) => FormatOf(path) is not null && path.Count(letter => letter == '/') < DeepestFeed;

    /// <summary>The format of a file, or null where it is none that is published.</summary>
    public FeedFormat? FormatOf(string path)
    {
        foreach (var format in feeds.Formats)
        {
            if (path.EndsWith(format.FileExtension(), StringComparison.Ordinal)) return format;
        }

        return null;
    }

    /// <summary>The file that an address names, however it is percent-encoded; null where it is no feed's of this service.</summary>
    public string? PathOf(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var topic) || topic.Fragment.Length > 0) return null;
        if (!topic.AbsoluteUri.StartsWith(start, StringComparison.Ordinal)) return null;
        var path = Uri.UnescapeDataString(topic.AbsoluteUri[start.Length..]);
        return IsTopic(path) ? path : null;
    }
}
