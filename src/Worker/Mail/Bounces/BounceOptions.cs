namespace Syndication.Worker.Mail.Bounces;

/// <summary>Where undeliverable messages, complaints and unsubscriptions by mail come back (section <c>Mail:Bounces</c>).</summary>
public sealed record BounceOptions
{
    /// <summary>The longest local part: with a delivery's identifier and its mac it stays within the 64 octets of RFC 5321 §4.5.3.1.1.</summary>
    public const int LongestLocalPart = 20;

    /// <summary>The address that messages return to, without the part that names the delivery: <c>bounce@news.example.org</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The mailbox that is read over POP3, or null.</summary>
    public Pop3Options? Pop3 { get; init; }

    /// <summary>Absolute path of the maildir that is read, or null.</summary>
    public string? Maildir { get; init; }

    /// <summary>Absolute path of the folder of mails that could not be read.</summary>
    public required string Kept { get; init; }

    /// <summary>How often the mailbox and the maildir are looked at.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The part before the at sign.</summary>
    public string LocalPart => Address[..Address.LastIndexOf('@')];

    /// <summary>The part behind the at sign.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];
}
