using System.Diagnostics.CodeAnalysis;
using System.Text;
using MimeKit.Addresses;
using MimeKit.Headers;

namespace MimeKit;

/// <summary>A mailbox or a group.</summary>
public abstract class InternetAddress : IEquatable<InternetAddress>
{
    private Encoding encoding;
    private string? name;

    /// <summary>Creates an address with a display name.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="encoding"/> is null.</exception>
    protected InternetAddress(Encoding encoding, string? name)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        this.encoding = encoding;
        this.name = name;
    }

    internal event EventHandler? Changed;

    /// <summary>The charset of the display name when it is encoded.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Encoding Encoding
    {
        get => encoding;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            encoding = value;
            OnChanged();
        }
    }

    /// <summary>The display name; null or empty if there is none.</summary>
    public string? Name
    {
        get => name;
        set
        {
            if (string.Equals(value, name, StringComparison.Ordinal))
                return;
            name = value;
            OnChanged();
        }
    }

    /// <summary>A copy.</summary>
    public abstract InternetAddress Clone();

    /// <summary>Whether both are the same.</summary>
    public abstract bool Equals(InternetAddress? other);

    /// <summary>Whether both are the same.</summary>
    public override bool Equals(object? obj) => Equals(obj as InternetAddress);

    /// <summary>A hash of the text.</summary>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>The address as text, encoded and folded for a header if asked.</summary>
    public abstract string ToString(FormatOptions options, bool encode);

    /// <summary>The address as text, encoded and folded for a header if asked.</summary>
    public string ToString(bool encode) => ToString(FormatOptions.Default, encode);

    /// <summary>The address as text, not encoded.</summary>
    public override string ToString() => ToString(FormatOptions.Default, encode: false);

    /// <summary>Reads one address.</summary>
    public static bool TryParse(ParserOptions? options, string? text, [NotNullWhen(true)] out InternetAddress? address)
    {
        address = null;
        if (options is null || text is null)
            return false;

        var parser = new AddressParser(options, text);
        return parser.TryReadAddress(depth: 0, out address) && parser.IsAtEnd;
    }

    /// <summary>Reads one address.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out InternetAddress? address) => TryParse(ParserOptions.Default, text, out address);

    /// <summary>Reads one address.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ParseException">The text is not an address.</exception>
    public static InternetAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new AddressParser(ParserOptions.Default, text);
        if (parser.TryReadAddress(depth: 0, out var address) && parser.IsAtEnd)
            return address;
        throw parser.Error();
    }

    /// <summary>The pieces between which an address may be folded.</summary>
    internal abstract IEnumerable<HeaderToken> Tokens(FormatOptions options, int firstLineRoom);

    /// <summary>Tells those who hold the address that it changed.</summary>
    protected virtual void OnChanged() => Changed?.Invoke(this, EventArgs.Empty);

    private protected string Encode(FormatOptions options) =>
        string.Concat(Tokens(options, options.MaxLineLength).Select((token, index) => (index == 0 ? string.Empty : token.Space) + token.Text));

    private protected IEnumerable<HeaderToken> NameTokens(FormatOptions options, int firstLineRoom)
    {
        if (string.IsNullOrEmpty(Name))
            return [];
        if (!options.International || Name.AsSpan().ContainsAny('\r', '\n', '\0'))
            return EncodedWordEncoder.EncodePhrase(Encoding, Name, firstLineRoom);

        return EncodedWordEncoder.Split(Name.AsSpan().ContainsAny("()<>@,;:\\\".[]") ? Utils.MimeUtils.Quote(Name) : Name);
    }
}
