namespace Syndication.Worker.Mail;

/// <summary>What happens to a message that may or may not have arrived.</summary>
public enum UnknownPolicy
{
    /// <summary>It is sent again once, with the same Message-ID.</summary>
    Resend,

    /// <summary>It waits for ops.</summary>
    Hold,
}
