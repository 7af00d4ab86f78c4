namespace Syndication.Worker.Mail;

/// <summary>What became of an attempt to send.</summary>
internal abstract record MailOutcome(string Reply)
{
    /// <summary>The server took responsibility.</summary>
    internal sealed record Accepted(string Reply) : MailOutcome(Reply);

    /// <summary>Refused for now; <paramref name="IsDestination"/> when the reason is the line or the server, not this reader.</summary>
    internal sealed record Deferred(string Reply, bool IsDestination) : MailOutcome(Reply)
    {
        /// <summary>Whether the server asks for fewer messages at a time: 421, or 4.7.x that is no greylisting, which asks each reader's message to wait.</summary>
        public bool AsksForLess => Limits.ReplyText.AsksForLess(Reply);
    }

    /// <summary>Refused for good.</summary>
    internal sealed record Rejected(string Reply) : MailOutcome(Reply);

    /// <summary>The server refuses the sender; it would refuse every reader's message.</summary>
    internal sealed record SenderRefused(string Reply) : MailOutcome(Reply);

    /// <summary>It was not to be handed over after all, and was not.</summary>
    internal sealed record Withheld() : MailOutcome("");

    /// <summary>The line was lost after the whole message was handed over; it may have arrived.</summary>
    internal sealed record Unknown(string Reply) : MailOutcome(Reply);
}
