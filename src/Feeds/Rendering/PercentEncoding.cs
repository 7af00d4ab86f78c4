using System.Buffers;
using System.Globalization;
using System.Text;

namespace Syndication.Feeds.Rendering;

/// <summary>Percent-encodes what RFC 3986 does not allow; what is encoded already stays as written.</summary>
internal static class PercentEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /// <summary>What a path may hold (RFC 3986 §3.3).</summary>
    public static SearchValues<char> Path { get; } = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/");

    /// <summary>What a query or a fragment may hold (RFC 3986 §3.4, §3.5).</summary>
    public static SearchValues<char> Query { get; } = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/?");

    /// <summary>What names a host where nothing is out of the ordinary.</summary>
    public static SearchValues<char> PlainHost { get; } = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly SearchValues<char> Uri = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/?#[]");

    /// <summary>A whole URI with what none may hold encoded.</summary>
    public static string EncodeUri(string uri) => Encode(uri, Uri);

    /// <summary>The text with every other character encoded; <c>%XX</c> stays.</summary>
    public static string Encode(string text, SearchValues<char> allowed)
    {
        if (!text.AsSpan().ContainsAnyExcept(allowed)) return text;
        var encoded = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (length == 1 && (allowed.Contains(text[at]) || IsEncoded(text, at)))
            {
                encoded.Append(text[at]);
            }
            else
            {
                foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)]) encoded.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }

            at += length;
        }

        return encoded.ToString();
    }

    /// <summary>Whether <see cref="Encode"/> would leave a text as it is.</summary>
    public static bool IsEncoded(ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        while (text.IndexOfAnyExcept(allowed) is >= 0 and var at)
        {
            if (!IsEncoded(text, at)) return false;
            text = text[(at + 3)..];
        }

        return true;
    }

    private static bool IsEncoded(ReadOnlySpan<char> text, int at) =>
        text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]);
}
