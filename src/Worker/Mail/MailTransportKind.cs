namespace Syndication.Worker.Mail;

/// <summary>Where messages go.</summary>
public enum MailTransportKind
{
    /// <summary>To a folder, one <c>.eml</c> file each.</summary>
    Pickup,

    /// <summary>To an SMTP server.</summary>
    Smtp,
}
