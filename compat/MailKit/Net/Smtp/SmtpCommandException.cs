using MimeKit;

namespace MailKit.Net.Smtp;

/// <summary>A server refused a command; its reply is the message.</summary>
public class SmtpCommandException : CommandException
{
    /// <summary>Creates the exception.</summary>
    public SmtpCommandException(SmtpErrorCode code, SmtpStatusCode status, MailboxAddress mailbox, string message, Exception innerException)
        : base(message, innerException)
    {
        ErrorCode = code;
        StatusCode = status;
        Mailbox = mailbox;
    }

    /// <summary>Creates the exception.</summary>
    public SmtpCommandException(SmtpErrorCode code, SmtpStatusCode status, MailboxAddress mailbox, string message) : base(message)
    {
        ErrorCode = code;
        StatusCode = status;
        Mailbox = mailbox;
    }

    /// <summary>Creates the exception.</summary>
    public SmtpCommandException(SmtpErrorCode code, SmtpStatusCode status, string message, Exception innerException) : base(message, innerException)
    {
        ErrorCode = code;
        StatusCode = status;
    }

    /// <summary>Creates the exception.</summary>
    public SmtpCommandException(SmtpErrorCode code, SmtpStatusCode status, string message) : base(message)
    {
        ErrorCode = code;
        StatusCode = status;
    }

    /// <summary>What was refused.</summary>
    public SmtpErrorCode ErrorCode { get; private set; }

    /// <summary>The sender or recipient that was refused; null if it was neither.</summary>
    public MailboxAddress? Mailbox { get; private set; }

    /// <summary>The reply's code.</summary>
    public SmtpStatusCode StatusCode { get; private set; }
}
