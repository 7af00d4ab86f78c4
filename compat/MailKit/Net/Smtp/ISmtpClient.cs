namespace MailKit.Net.Smtp;

/// <summary>A client of an SMTP server.</summary>
public interface ISmtpClient : IMailTransport
{
    /// <summary>What the server can do.</summary>
    SmtpCapabilities Capabilities { get; }

    /// <summary>The name with which the client greets; that of the machine if null.</summary>
    string? LocalDomain { get; set; }

    /// <summary>The largest message in bytes; 0 if the server names no limit.</summary>
    uint MaxSize { get; }

    /// <summary>Whether the message must travel by TLS all the way (RFC 8689), where the server knows how.</summary>
    bool RequireTLS { get; set; }

    /// <summary>How much of a message a bounce returns.</summary>
    DeliveryStatusNotificationType DeliveryStatusNotificationType { get; set; }
}
