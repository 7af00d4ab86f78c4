using System.Buffers;
using System.Globalization;
using System.Text;

namespace Syndication.Feeds.Formats;

/// <summary>Addresses as feeds hold them: ASCII, percent-encoded, otherwise as written.</summary>
internal static class FeedUrl
{
    // RFC 3986 §2.2 and §2.3.
    private static readonly SearchValues<char> Legal = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    private static readonly SearchValues<byte> LegalBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"u8);

    /// <summary>
    /// Encodes what an address may not hold and changes nothing else: <see cref="Uri"/> would also decode, fold case and drop segments,
    /// and a text fragment has to survive as written.
    /// </summary>
    public static string Encode(string url)
    {
        if (IsEncoded(url))
            return url;
        var encoded = new StringBuilder(url.Length + 32);
        var bytes = Encoding.UTF8.GetBytes(FeedText.Clean(WithAsciiHost(url.Trim())));
        for (var i = 0; i < bytes.Length; i++)
        {
            if (LegalBytes.Contains(bytes[i]) && (bytes[i] != '%' || IsEscape(bytes.AsSpan(i))))
                encoded.Append((char)bytes[i]);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{bytes[i]:X2}");
        }
        return encoded.ToString();
    }

    /// <summary>Whether an address is absolute, with http or https and a host.</summary>
    public static bool IsWeb(ReadOnlySpan<char> url)
    {
        var rest = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? url[8..]
            : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? url[7..]
            : default;
        return !rest.IsEmpty && rest[0] is not ('/' or '?' or '#' or ':');
    }

    /// <summary>Whether <see cref="Encode"/> would change nothing.</summary>
    public static bool IsEncoded(ReadOnlySpan<char> url) => url.IndexOfAnyExcept(Legal) < 0 && !HasStrayPercent(url);

    private static bool HasStrayPercent(ReadOnlySpan<char> url)
    {
        while (url.IndexOf('%') is >= 0 and var at)
        {
            if (at + 2 >= url.Length || !char.IsAsciiHexDigit(url[at + 1]) || !char.IsAsciiHexDigit(url[at + 2]))
                return true;
            url = url[(at + 3)..];
        }
        return false;
    }

    private static bool IsEscape(ReadOnlySpan<byte> at) =>
        at.Length > 2 && char.IsAsciiHexDigit((char)at[1]) && char.IsAsciiHexDigit((char)at[2]);

    /// <summary>RFC 5891: a host is encoded label by label, never by percent signs.</summary>
    private static string WithAsciiHost(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start < 3)
            return url;
        var end = url.AsSpan(start).IndexOfAny("/?#:");
        end = end < 0 ? url.Length : start + end;
        var host = url[start..end];
        if (Ascii.IsValid(host) || !Uri.TryCreate($"https://{host}", UriKind.Absolute, out var parsed))
            return url;
        return string.Concat(url.AsSpan(0, start), parsed.IdnHost, url.AsSpan(end));
    }
}
