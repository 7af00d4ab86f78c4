using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Syndication.Worker.Http.Feeds;

/// <summary>A content coding that feeds come in (RFC 9110 §8.4.1).</summary>
/// <param name="Name">Its name in headers; empty for the bytes as they are.</param>
/// <param name="TagSuffix">What tells its entity tag from those of the others (RFC 9110 §8.8.3.3).</param>
internal sealed record ContentCoding(string Name, string TagSuffix)
{
    /// <summary>The bytes as they are.</summary>
    public static ContentCoding Identity { get; } = new("", "");

    /// <summary>gzip.</summary>
    public static ContentCoding Gzip { get; } = new("gzip", "-gz");

    /// <summary>Brotli.</summary>
    public static ContentCoding Brotli { get; } = new("br", "-br");

    private static readonly ContentCoding[] Preferred = [Brotli, Gzip];

    /// <summary>
    /// The coding that a client likes best, ours first among equals (RFC 9110 §12.5.3). Identity is always possible:
    /// a client that refuses everything still gets the feed rather than an error.
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
            if (value.Value.Equals(name, StringComparison.OrdinalIgnoreCase)) return value.Quality ?? 1;
            if (value.Value.Equals("*", StringComparison.Ordinal)) wildcard = value.Quality ?? 1;
        }

        return wildcard is { } any && absent < 0 ? any : absent;
    }
}
