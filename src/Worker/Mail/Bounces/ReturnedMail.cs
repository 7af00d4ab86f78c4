using Syndication.Worker.Model.Bounces;

namespace Syndication.Worker.Mail.Bounces;

/// <summary>What a mail that came in is.</summary>
internal abstract record ReturnedMail
{
    /// <summary>A report that a message did not arrive.</summary>
    /// <param name="About">The message.</param>
    /// <param name="Failure">Why; null where it did not fail for good.</param>
    internal sealed record Failed(ReturnedMessage About, DeliveryFailure? Failure) : ReturnedMail;

    /// <summary>A report that a reader called a message spam (RFC 5965).</summary>
    /// <param name="About">The message.</param>
    internal sealed record Complaint(ReturnedMessage About) : ReturnedMail;

    /// <summary>A reader who leaves by mail.</summary>
    /// <param name="Token">The address's token.</param>
    internal sealed record Unsubscription(string Token) : ReturnedMail;

    /// <summary>A machine's answer that says nothing about delivery (RFC 3834).</summary>
    internal sealed record AutomaticReply : ReturnedMail;

    /// <summary>Nothing that we know.</summary>
    internal sealed record Unreadable : ReturnedMail;
}
