using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Http.Feeds;

/// <summary>A content coding that feeds come in (RFC 9110 §8.4.1).</summary>
/// <param name="Name">Its name in headers; empty for the bytes as they are.</param>
/// <param name="TagSuffix">What tells its entity tag from those of the others (RFC 9110 §8.8.3.3).</param>
/// <param name="Slot">Its place among the representations of a feed.</param>
/// <param name="Compression">What makes it; null for the bytes as they are.</param>
internal sealed record ContentCoding(string Name, string TagSuffix, int Slot, FeedCompression? Compression)
{
    /// <summary>The bytes as they are.</summary>
    public static ContentCoding Identity { get; } = new("", "", 0, null);

    /// <summary>gzip.</summary>
    public static ContentCoding Gzip { get; } = new("gzip", "-gz", 1, FeedCompression.Gzip);

    /// <summary>Brotli.</summary>
    public static ContentCoding Brotli { get; } = new("br", "-br", 2, FeedCompression.Brotli);

    /// <summary>All of them, each at its <see cref="Slot"/>.</summary>
    public static IReadOnlyList<ContentCoding> All { get; } = [Identity, Gzip, Brotli];

    private static readonly ContentCoding[] Preferred = [Brotli, Gzip];

    /// <summary>
    /// The coding that a client likes best, ours first among equals (RFC 9110 §12.5.3). Identity is always possible:
    /// a client that refuses everything still gets the feed rather than an error, as that section allows.
    /// </summary>
    public static ContentCoding Choose(StringValues acceptEncoding)
    {
        if (!StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var accepted)) return Identity;
        var best = Identity;
        var quality = Quality(accepted, "identity", 0);
        foreach (var coding in Preferred)
        {
            var offered = Quality(accepted, coding.Name, -1);
            if (offered <= 0 || offered < quality || (best != Identity && offered == quality)) continue;
            best = coding;
            quality = offered;
        }

        return best;
    }

    private static double Quality(IList<StringWithQualityHeaderValue> accepted, string name, double absent)
    {
        double? wildcard = null;
        foreach (var value in accepted)
        {
            if (Names(value.Value, name)) return value.Quality ?? 1;
            if (value.Value.Equals("*", StringComparison.Ordinal)) wildcard = value.Quality ?? 1;
        }

        return wildcard is { } any && absent < 0 ? any : absent;
    }

    // RFC 9110 §8.4.1.3: x-gzip is gzip.
    private static bool Names(StringSegment value, string name) => value.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (ReferenceEquals(name, Gzip.Name) && value.Equals("x-gzip", StringComparison.OrdinalIgnoreCase));
}
