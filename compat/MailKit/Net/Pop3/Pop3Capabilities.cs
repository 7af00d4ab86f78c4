namespace MailKit.Net.Pop3;

/// <summary>What a POP3 server can do (RFC 2449).</summary>
[Flags]
public enum Pop3Capabilities : uint
{
    /// <summary>Nothing beyond the least.</summary>
    None = 0,

    /// <summary>APOP.</summary>
    Apop = 1 << 0,

    /// <summary>Messages expire.</summary>
    Expire = 1 << 1,

    /// <summary>A pause between sessions is asked for.</summary>
    LoginDelay = 1 << 2,

    /// <summary>Commands may be sent without waiting.</summary>
    Pipelining = 1 << 3,

    /// <summary>Replies may have codes.</summary>
    ResponseCodes = 1 << 4,

    /// <summary>AUTH.</summary>
    Sasl = 1 << 5,

    /// <summary>STLS.</summary>
    StartTLS = 1 << 6,

    /// <summary>TOP.</summary>
    Top = 1 << 7,

    /// <summary>UIDL.</summary>
    UIDL = 1 << 8,

    /// <summary>USER and PASS.</summary>
    User = 1 << 9,

    /// <summary>UTF8.</summary>
    UTF8 = 1 << 10,

    /// <summary>Names and passwords in UTF-8.</summary>
    UTF8User = 1 << 11,

    /// <summary>LANG.</summary>
    Lang = 1 << 12,
}
