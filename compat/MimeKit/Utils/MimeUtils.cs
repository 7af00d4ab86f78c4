using System.Buffers.Binary;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using System.Text;

namespace MimeKit.Utils;

/// <summary>Small things that messages need.</summary>
public static class MimeUtils
{
    private const string Base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly Lazy<string> HostName = new(FindHostName);

    /// <summary>A new Message-ID without its angle brackets, unique by time and chance.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="domain"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="domain"/> is empty.</exception>
    public static string GenerateMessageId(string domain)
    {
        ArgumentException.ThrowIfNullOrEmpty(domain);

        Span<byte> random = stackalloc byte[8];
        RandomNumberGenerator.Fill(random);
        var id = new StringBuilder(64);
        AppendBase36(id, (ulong)TimeProvider.System.GetUtcNow().Ticks);
        id.Append('.');
        AppendBase36(id, BinaryPrimitives.ReadUInt64BigEndian(random));
        return id.Append('@').Append(ToAscii(domain)).ToString();
    }

    /// <summary>A new Message-ID in the domain of this machine.</summary>
    public static string GenerateMessageId() => GenerateMessageId(HostName.Value);

    /// <summary>The message ids in a References or In-Reply-To value, without their angle brackets.</summary>
    public static IEnumerable<string> EnumerateReferences(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        for (var start = text.IndexOf('<'); start >= 0; start = text.IndexOf('<', start + 1))
        {
            var end = text.IndexOf('>', start);
            if (end < 0)
                yield break;
            if (NormalizeMessageId(text.AsSpan(start + 1, end - start - 1)) is { } id)
                yield return id;
            start = end;
        }
    }

    /// <summary>The first message id in the text without angle brackets; null if there is none.</summary>
    public static string? ParseMessageId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var start = text.IndexOf('<');
        if (start < 0)
            return NormalizeMessageId(text);
        var end = text.IndexOf('>', start);
        return end < 0 ? null : NormalizeMessageId(text.AsSpan(start + 1, end - start - 1));
    }

    /// <summary>Reads a content transfer encoding by its name.</summary>
    public static bool TryParse(string? text, out ContentEncoding encoding)
    {
        encoding = text?.Trim().ToLowerInvariant() switch
        {
            "7bit" => ContentEncoding.SevenBit,
            "8bit" => ContentEncoding.EightBit,
            "binary" => ContentEncoding.Binary,
            "base64" => ContentEncoding.Base64,
            "quoted-printable" => ContentEncoding.QuotedPrintable,
            "x-uuencode" or "uuencode" or "x-uue" => ContentEncoding.UUEncode,
            _ => ContentEncoding.Default,
        };
        return encoding != ContentEncoding.Default;
    }

    /// <summary>The text as a quoted-string.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\');
            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The text without the quotes and backslashes of its quoted-strings, and without line ends.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static string Unquote(string text, bool convertTabsToSpaces = false)
    {
        ArgumentNullException.ThrowIfNull(text);

        var plain = new StringBuilder(text.Length);
        var escaped = false;
        foreach (var c in text)
        {
            if (c is '\r' or '\n')
                escaped = false;
            else if (!escaped && c == '\\')
                escaped = true;
            else if (escaped || c != '"')
            {
                plain.Append(c == '\t' && convertTabsToSpaces ? ' ' : c);
                escaped = false;
            }
        }

        return plain.ToString();
    }

    // A message id may be folded in old mail; it never holds spaces.
    private static string? NormalizeMessageId(ReadOnlySpan<char> text)
    {
        var id = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!CharacterClass.IsWhiteSpace(c))
                id.Append(c);
        }

        return id.Length == 0 ? null : id.ToString();
    }

    private static string ToAscii(string domain) =>
        CharacterClass.IsInternational(domain) ? new IdnMapping().GetAscii(domain) : domain;

    private static void AppendBase36(StringBuilder id, ulong value)
    {
        do
        {
            id.Append(Base36[(int)(value % 36)]);
            value /= 36;
        }
        while (value != 0);
    }

    private static string FindHostName()
    {
        try
        {
            var name = IPGlobalProperties.GetIPGlobalProperties().HostName.ToLowerInvariant();
            return name.Length == 0 ? "localhost" : name;
        }
        catch (NetworkInformationException)
        {
            return "localhost";
        }
    }
}
