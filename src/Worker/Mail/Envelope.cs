namespace Syndication.Worker.Mail;

/// <summary>Whom a message is from and to, and what its headers say beside its words.</summary>
internal sealed record Envelope
{
    /// <summary>The delivery, which the Message-ID is made from.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The sender.</summary>
    public required MailAddress From { get; init; }

    /// <summary>Where answers go, or null for the sender.</summary>
    public MailAddress? ReplyTo { get; init; }

    /// <summary>The one reader.</summary>
    public required string To { get; init; }

    /// <summary>What each mark of the words stands for; plain, without HTML's escapes.</summary>
    public required IReadOnlyDictionary<string, string> PersonalParts { get; init; }

    /// <summary>The list that the message is of; null for a message that answers one person's act.</summary>
    public MailingList? List { get; init; }
}
