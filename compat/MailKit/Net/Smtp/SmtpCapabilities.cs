namespace MailKit.Net.Smtp;

/// <summary>What a server can do, as its EHLO reply says.</summary>
[Flags]
public enum SmtpCapabilities : uint
{
    /// <summary>Nothing beyond RFC 821.</summary>
    None = 0,

    /// <summary>SIZE (RFC 1870).</summary>
    Size = 1 << 0,

    /// <summary>DSN (RFC 3461).</summary>
    Dsn = 1 << 1,

    /// <summary>ENHANCEDSTATUSCODES (RFC 2034).</summary>
    EnhancedStatusCodes = 1 << 2,

    /// <summary>AUTH (RFC 4954).</summary>
    Authentication = 1 << 3,

    /// <summary>8BITMIME (RFC 6152).</summary>
    EightBitMime = 1 << 4,

    /// <summary>PIPELINING (RFC 2920).</summary>
    Pipelining = 1 << 5,

    /// <summary>BINARYMIME (RFC 3030).</summary>
    BinaryMime = 1 << 6,

    /// <summary>CHUNKING (RFC 3030).</summary>
    Chunking = 1 << 7,

    /// <summary>STARTTLS (RFC 3207).</summary>
    StartTLS = 1 << 8,

    /// <summary>SMTPUTF8 (RFC 6531).</summary>
    UTF8 = 1 << 9,

    /// <summary>REQUIRETLS (RFC 8689).</summary>
    RequireTLS = 1 << 10,
}
