namespace MimeKit;

/// <summary>How lines end.</summary>
public enum NewLineFormat : byte
{
    /// <summary>A line feed.</summary>
    Unix,

    /// <summary>A carriage return and a line feed.</summary>
    Dos,

    /// <summary>Both occur.</summary>
    Mixed,
}

/// <summary>Which bytes a transport carries.</summary>
public enum EncodingConstraint
{
    /// <summary>Any byte (BINARYMIME).</summary>
    None,

    /// <summary>Lines of 8-bit text (8BITMIME).</summary>
    EightBit,

    /// <summary>Lines of ASCII.</summary>
    SevenBit,
}

/// <summary>A content transfer encoding (RFC 2045 §6).</summary>
public enum ContentEncoding
{
    /// <summary>None is named.</summary>
    Default,

    /// <summary>7bit.</summary>
    SevenBit,

    /// <summary>8bit.</summary>
    EightBit,

    /// <summary>binary.</summary>
    Binary,

    /// <summary>base64.</summary>
    Base64,

    /// <summary>quoted-printable.</summary>
    QuotedPrintable,

    /// <summary>x-uuencode.</summary>
    UUEncode,
}

/// <summary>How a parameter value that is not plain ASCII is written.</summary>
public enum ParameterEncodingMethod
{
    /// <summary>As <see cref="FormatOptions.ParameterEncodingMethod"/> says.</summary>
    Default = 0,

    /// <summary>RFC 2231.</summary>
    Rfc2231 = 1 << 0,

    /// <summary>RFC 2047 encoded-words, for old readers.</summary>
    Rfc2047 = 1 << 1,
}

/// <summary>How strictly a parser reads.</summary>
public enum RfcComplianceMode
{
    /// <summary>Even more forgiving than loose.</summary>
    Looser = -1,

    /// <summary>Forgives common faults.</summary>
    Loose,

    /// <summary>Forgives nothing.</summary>
    Strict,
}
