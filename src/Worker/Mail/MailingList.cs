namespace Syndication.Worker.Mail;

/// <summary>What a list's messages say of it (RFC 2369, 2919, 8058).</summary>
/// <param name="Title">As readers see it; empty to say nothing.</param>
/// <param name="Label">Its name in the List-Id and the Feedback-ID: letters, digits and <c>-</c>.</param>
/// <param name="Unsubscribe">Where the reader leaves by one POST.</param>
/// <param name="UnsubscribeMail">The address that a mail to leaves by.</param>
/// <param name="Help">Where the list is explained.</param>
/// <param name="EditionId">The edition, for the mailbox providers' feedback loop.</param>
internal sealed record MailingList(string Title, string Label, Uri Unsubscribe, string UnsubscribeMail, Uri Help, string EditionId);
