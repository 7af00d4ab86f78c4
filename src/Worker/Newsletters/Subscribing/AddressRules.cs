using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>Which texts are addresses (RFC 5321 §4.1.2, RFC 6531 §3.3), and which of them are one person's.</summary>
/// <remarks>
/// Address literals (<c>user@[192.0.2.1]</c>) and hosts without a dot are refused: they are well-formed, but no
/// reader of a public newsletter has one. Quoted local parts are taken; needless quotes are dropped.
/// </remarks>
internal static partial class AddressRules
{
    private const int MaxAddress = 254; // RFC 5321 §4.5.3.1.3: a path of 256 octets, its angle brackets included
    private const int MaxLocalPart = 64;
    private const int MaxDomain = 253;
    private const string AtextSymbols = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>Reads what a person typed; spaces around it are dropped.</summary>
    public static AddressReading Read(string? text)
    {
        var trimmed = (text ?? "").Trim(' ');
        if (trimmed.Length == 0) return Refuse(AddressFault.Empty);
        if (trimmed.Length > MaxAddress) return Refuse(AddressFault.TooLong);
        if (Common().IsMatch(trimmed)) return ReadCommon(trimmed);
        if (trimmed.EnumerateRunes().Any(IsUnprintable)) return Refuse(AddressFault.Unprintable);
        var at = trimmed.LastIndexOf('@');
        if (at < 0) return Refuse(AddressFault.NoAtSign);
        var local = FoldLocalPart(trimmed[..at].Normalize(NormalizationForm.FormC));
        if (local is null) return Refuse(AddressFault.LocalPart);
        if (FoldDomain(trimmed[(at + 1)..]) is not { } domain) return Refuse(AddressFault.Domain);
        var address = local + "@" + domain;
        if (Encoding.UTF8.GetByteCount(local) > MaxLocalPart || Encoding.UTF8.GetByteCount(address) > MaxAddress) return Refuse(AddressFault.TooLong);
        return new AddressReading(new ReaderAddress(address, Key(local, domain)), AddressFault.None);
    }

    private static AddressReading Refuse(AddressFault fault) => new(null, fault);

    /// <summary>What nearly every address is: an import reads a million of them.</summary>
    private static AddressReading ReadCommon(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var domain = text[(at + 1)..].ToLowerInvariant();
        if (at > MaxLocalPart) return Refuse(AddressFault.TooLong);
        return new AddressReading(new ReaderAddress(string.Concat(text.AsSpan(0, at + 1), domain), string.Concat(text[..at].ToLowerInvariant(), "@", domain)), AddressFault.None);
    }

    /// <summary>RFC 5321 §2.4 leaves the case of the local part to its host; no host in use gives two people one spelling.</summary>
    private static string Key(string local, string domain) =>
        local.ToLowerInvariant().Normalize(NormalizationForm.FormC) + "@" + domain;

    /// <summary>The local part in its shortest form; null where it is malformed.</summary>
    private static string? FoldLocalPart(string local)
    {
        if (IsDotAtom(local)) return local;
        if (Unquote(local) is not { Length: > 0 } content) return null;
        return IsDotAtom(content) ? content : Quote(content);
    }

    private static bool IsDotAtom(string local) =>
        local.Length > 0 && local.Split('.').All(atom => atom.Length > 0 && atom.All(character =>
            char.IsAsciiLetterOrDigit(character) || AtextSymbols.Contains(character, StringComparison.Ordinal) || character >= 0x80));

    /// <summary>What a Quoted-string holds (RFC 5321 §4.1.2), or null where it is none.</summary>
    private static string? Unquote(string local)
    {
        if (local.Length < 2 || local[0] != '"' || local[^1] != '"') return null;
        var content = new StringBuilder(local.Length);
        for (var index = 1; index < local.Length - 1; index++)
        {
            if (local[index] == '"') return null;
            if (local[index] == '\\' && ++index == local.Length - 1) return null;
            content.Append(local[index]);
        }

        return content.ToString();
    }

    private static string Quote(string content) =>
        "\"" + content.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    /// <summary>The domain as A-labels in lower case; null where it is no public host name.</summary>
    private static string? FoldDomain(string domain)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain).ToLowerInvariant();
            var labels = ascii.Split('.');
            if (ascii.Length > MaxDomain || labels.Length < 2 || labels.Any(label => label.Length is 0 or > 63)) return null;
            // A name whose last label is a number is an IPv4 address to those who resolve it.
            return labels[^1].All(char.IsAsciiDigit) ? null : ascii;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Characters that would end a header or an SMTP command, or that a person cannot see.</summary>
    private static bool IsUnprintable(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>ASCII letters, digits and the usual marks; a domain of plain labels, no A-label among them, whose last has a letter first.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]{1,63}\.)+[A-Za-z][A-Za-z0-9]{0,62}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Common();
}
