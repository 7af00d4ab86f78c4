namespace MailKit.Net.Smtp;

/// <summary>What a server refused.</summary>
public enum SmtpErrorCode
{
    /// <summary>The message, after its data.</summary>
    MessageNotAccepted,

    /// <summary>The sender.</summary>
    SenderNotAccepted,

    /// <summary>A recipient.</summary>
    RecipientNotAccepted,

    /// <summary>Something else, DATA included.</summary>
    UnexpectedStatusCode,
}
