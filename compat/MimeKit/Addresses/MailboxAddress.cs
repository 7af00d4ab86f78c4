using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using MimeKit.Addresses;
using MimeKit.Headers;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>A mailbox: an address with perhaps a display name. Domains are held as Unicode, A-labels are decoded.</summary>
public class MailboxAddress : InternetAddress
{
    private string address;
    private int at;

    /// <summary>Creates a mailbox.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="encoding"/> or <paramref name="address"/> is null.</exception>
    /// <exception cref="ParseException"><paramref name="address"/> is not an address.</exception>
    public MailboxAddress(Encoding encoding, string? name, string address) : base(encoding, name)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = address;
    }

    /// <summary>Creates a mailbox.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="ParseException"><paramref name="address"/> is not an address.</exception>
    public MailboxAddress(string? name, string address) : this(Encoding.UTF8, name, address)
    {
    }

    internal MailboxAddress(string? name, AddressSpec spec) : base(Encoding.UTF8, name)
    {
        address = spec.Text;
        at = spec.At;
    }

    /// <summary>The address: local part, at sign, domain. The domain may be missing; empty is the null reverse-path.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ParseException">The value is not an address.</exception>
    public string Address
    {
        get => address;

        [MemberNotNull(nameof(address))]
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var spec = new AddressSpec(string.Empty, -1);
            if (value.Length > 0)
            {
                var parser = new AddressParser(ParserOptions.Default, value);
                if (!parser.TryReadSpec(out spec) || !parser.IsAtEnd)
                    throw parser.Error();
            }

            address = spec.Text;
            at = spec.At;
            OnChanged();
        }
    }

    /// <summary>What is before the at sign.</summary>
    public string LocalPart => at < 0 ? address : address[..at];

    /// <summary>What is after the at sign; empty if there is none.</summary>
    public string Domain => at < 0 ? string.Empty : address[(at + 1)..];

    /// <summary>Whether the local part or the domain is not ASCII.</summary>
    public bool IsInternational => CharacterClass.IsInternational(address);

    /// <inheritdoc/>
    public override InternetAddress Clone() => new MailboxAddress(Encoding, Name, Address);

    /// <summary>The address, if asked with its domain as A-labels (RFC 5890). The local part stays as it is.</summary>
    public string GetAddress(bool idnEncode) => idnEncode ? EncodeDomain(address, at) : address;

    /// <summary>An address with its domain as A-labels; what is no address comes back as it is.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="addrspec"/> is null.</exception>
    public static string EncodeAddrspec(string addrspec)
    {
        ArgumentNullException.ThrowIfNull(addrspec);
        return new AddressParser(ParserOptions.Default, addrspec).TryReadSpec(out var spec) ? EncodeDomain(spec.Text, spec.At) : addrspec;
    }

    /// <summary>An address with its domain as Unicode; what is no address comes back as it is.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="addrspec"/> is null.</exception>
    public static string DecodeAddrspec(string addrspec)
    {
        ArgumentNullException.ThrowIfNull(addrspec);
        return new AddressParser(ParserOptions.Default, addrspec).TryReadSpec(out var spec) ? spec.Text : addrspec;
    }

    /// <inheritdoc/>
    public override string ToString(FormatOptions options, bool encode)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (encode)
            return Encode(options);
        return string.IsNullOrEmpty(Name) ? Address : $"{MimeUtils.Quote(Name)} <{Address}>";
    }

    /// <inheritdoc/>
    public override bool Equals(InternetAddress? other) => other is MailboxAddress mailbox
        && string.Equals(Name, mailbox.Name, StringComparison.Ordinal)
        && string.Equals(Address, mailbox.Address, StringComparison.Ordinal);

    /// <summary>Reads a mailbox.</summary>
    public static bool TryParse(ParserOptions? options, string? text, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = InternetAddress.TryParse(options, text, out var any) ? any as MailboxAddress : null;
        return mailbox is not null;
    }

    /// <summary>Reads a mailbox.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MailboxAddress? mailbox) => TryParse(ParserOptions.Default, text, out mailbox);

    /// <summary>Reads a mailbox.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ParseException">The text is not a mailbox.</exception>
    public static new MailboxAddress Parse(string text) =>
        InternetAddress.Parse(text) as MailboxAddress ?? throw new ParseException("Group address token at offset 0", 0, 0);

    internal override IEnumerable<HeaderToken> Tokens(FormatOptions options, int firstLineRoom)
    {
        var spec = GetAddress(idnEncode: !options.International);
        var name = NameTokens(options, firstLineRoom).ToList();
        return name.Count == 0 ? [new HeaderToken(" ", spec)] : [.. name, new HeaderToken(" ", $"<{spec}>")];
    }

    private static string EncodeDomain(string address, int at)
    {
        if (at < 0 || !CharacterClass.IsInternational(address.AsSpan(at + 1)))
            return address;
        try
        {
            return address[..(at + 1)] + new IdnMapping().GetAscii(address, at + 1);
        }
        catch (ArgumentException)
        {
            return address;
        }
    }
}
