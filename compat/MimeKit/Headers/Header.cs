using System.Diagnostics.CodeAnalysis;
using System.Text;
using MimeKit.Headers;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>A header field: its name, its value as text, and the raw bytes that are written.</summary>
public class Header
{
    private readonly ParserOptions options;
    private string? text;
    private bool explicitRawValue;

    /// <summary>Creates a header of a known name; what is not ASCII in its value becomes encoded-words of the charset.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is <see cref="HeaderId.Unknown"/>.</exception>
    public Header(Encoding encoding, HeaderId id, string value)
        : this(encoding, id == HeaderId.Unknown ? throw new ArgumentOutOfRangeException(nameof(id)) : id.ToHeaderName(), value)
    {
    }

    /// <summary>Creates a header of a known name.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is <see cref="HeaderId.Unknown"/>.</exception>
    public Header(HeaderId id, string value) : this(Encoding.UTF8, id, value)
    {
    }

    /// <summary>Creates a header; what is not ASCII in its value becomes encoded-words of the charset.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="field"/> is not a field name.</exception>
    public Header(Encoding encoding, string field, string value)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(field);
        if (field.Length == 0)
            throw new ArgumentException("Header field names are not allowed to be empty.", nameof(field));
        if (!CharacterClass.IsFieldName(field))
            throw new ArgumentException("Illegal characters in header field name.", nameof(field));
        ArgumentNullException.ThrowIfNull(value);

        options = ParserOptions.Default;
        Field = field;
        Id = field.ToHeaderId();
        RawField = Encoding.ASCII.GetBytes(field);
        SetValue(encoding, value);
    }

    /// <summary>Creates a header.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="field"/> is not a field name.</exception>
    public Header(string field, string value) : this(Encoding.UTF8, field, value)
    {
    }

    internal Header(ParserOptions options, string field, byte[] rawField, byte[] rawValue, bool isInvalid = false)
    {
        this.options = options;
        Field = field;
        Id = field.ToHeaderId();
        RawField = rawField;
        RawValue = rawValue;
        IsInvalid = isInvalid;
    }

    internal Header(ParserOptions options, HeaderId id, byte[] rawValue)
        : this(options, id.ToHeaderName(), Encoding.ASCII.GetBytes(id.ToHeaderName()), rawValue)
    {
    }

    internal event EventHandler? Changed;

    /// <summary>The name as it is written.</summary>
    public string Field { get; private set; }

    /// <summary>The name if it is well known.</summary>
    public HeaderId Id { get; private set; }

    /// <summary>Where the header began in the stream it was read from; null if it was made here.</summary>
    public long? Offset { get; internal set; }

    /// <summary>The name's bytes, with the blanks that preceded the colon.</summary>
    public byte[] RawField { get; }

    /// <summary>The bytes after the colon, final line end included.</summary>
    public byte[] RawValue { get; private set; }

    /// <summary>The value, decoded and on one line. Line ends in a value that is set are dropped.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string Value
    {
        get => text ??= Unfold(EncodedWordDecoder.Decode(options, RawValue));
        set => SetValue(FormatOptions.Default, Encoding.UTF8, value);
    }

    /// <summary>The value with its encoded-words, for the address parser, which must see the commas they hide as part of names.</summary>
    internal string RawText => CharsetUtils.Decode(options, RawValue);

    /// <summary>A line that is no header field: it is written as it was read.</summary>
    internal bool IsInvalid { get; }

    /// <summary>A copy.</summary>
    public Header Clone() => new(options, Field, RawField, RawValue, IsInvalid) { text = text, explicitRawValue = explicitRawValue };

    /// <summary>Sets the value, folded as the format says, encoded in the charset.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    [MemberNotNull(nameof(RawValue))]
    public void SetValue(FormatOptions format, Encoding encoding, string value)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(value);

        text = Unfold(value);
        RawValue = HeaderEncoder.Encode(options, format, encoding, Id, Field, text);
        explicitRawValue = false;
        OnChanged();
    }

    /// <summary>Sets the value, encoded in the charset.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    [MemberNotNull(nameof(RawValue))]
    public void SetValue(Encoding encoding, string value) => SetValue(FormatOptions.Default, encoding, value);

    /// <summary>Sets the bytes after the colon; they are written as they are, so they must be folded and end in a line end.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="value"/> does not end in a line feed.</exception>
    public void SetRawValue(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0 || value[^1] != '\n')
            throw new ArgumentException("The raw value MUST end with a new-line character.", nameof(value));

        explicitRawValue = true;
        RawValue = value;
        text = null;
        OnChanged();
    }

    /// <summary>The name and the value on one line.</summary>
    public override string ToString() => IsInvalid ? Field : $"{Field}: {Value}";

    /// <summary>The text without its line ends and without white space around it.</summary>
    public static string Unfold(string text) =>
        text is null ? string.Empty : text.Trim().Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", string.Empty, StringComparison.Ordinal);

    internal byte[] GetRawValue(FormatOptions format)
    {
        if (!format.International || explicitRawValue || HeaderEncoder.IsAlwaysAscii(Id))
            return RawValue;
        var value = HeaderEncoder.IsAddressHeader(Id) ? Unfold(RawText) : Value;
        return HeaderEncoder.Encode(options, format, Encoding.UTF8, Id, Field, value);
    }

    private void OnChanged() => Changed?.Invoke(this, EventArgs.Empty);
}
