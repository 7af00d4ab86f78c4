using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Model.Bounces;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage.Bounces;

namespace Syndication.Worker.Newsletters.Bounces;

/// <summary>Reads one mail that came in and does what follows from it; all of it is committed when the call ends, and reading the same again changes nothing.</summary>
/// <param name="parser">Tells what it is.</param>
/// <param name="bounces">Notes failures and complaints.</param>
/// <param name="subscriptions">Ends subscriptions.</param>
/// <param name="brake">Watches rates.</param>
/// <param name="kept">Keeps what could not be read.</param>
/// <param name="log">Where it is reported.</param>
internal sealed class ReturnedMailReader(
    ReturnedMailParser parser, BounceStore bounces, SubscriptionWorkflow subscriptions, EditionBrake brake, KeptMails kept, BounceLog log)
{
    /// <summary>Reads a mail.</summary>
    /// <param name="mail">Its bytes; of one that is longer than <see cref="ReturnedMailParser.LongestMail"/> the beginning will do.</param>
    /// <param name="recipient">The envelope's recipient, where it is known.</param>
    /// <param name="cancellationToken">Gives up; the mail is to be read again.</param>
    /// <exception cref="System.Data.Common.DbException">The database is away; the mail is to be read again.</exception>
    /// <exception cref="IOException">A mail that must be kept cannot be.</exception>
    public async Task<ReadingOutcome> ReadAsync(ReadOnlyMemory<byte> mail, string? recipient, CancellationToken cancellationToken)
    {
        var returned = Parse(mail, recipient);
        return returned switch
        {
            ReturnedMail.Failed failed => await NoteAsync(mail, failed, cancellationToken),
            ReturnedMail.Complaint complaint => await NoteAsync(mail, complaint, cancellationToken),
            ReturnedMail.Unsubscription unsubscription => await UnsubscribeAsync(mail, unsubscription, cancellationToken),
            ReturnedMail.AutomaticReply => ReadingOutcome.Ignored,
            ReturnedMail.Unreadable => Keep(mail),
            // Its reading failed, which was told.
            _ => ReadingOutcome.Unreadable,
        };
    }

    private ReturnedMail? Parse(ReadOnlyMemory<byte> mail, string? recipient)
    {
        try
        {
            return parser.Parse(mail, recipient);
        }
        catch (Exception exception)
        {
            // Anybody may send anything here: a mail that our parser or the library's fails on must not hold up the others.
            log.Failed(exception, kept.Keep(mail));
            return null;
        }
    }

    private async Task<ReadingOutcome> NoteAsync(ReadOnlyMemory<byte> mail, ReturnedMail.Failed failed, CancellationToken cancellationToken)
    {
        if (failed.About.Key is { DeliveryId: null }) return Refuse(mail);
        if (failed.Failure is not { } failure) return ReadingOutcome.Ignored;
        if (await FindAsync(failed.About, cancellationToken) is not { } delivery) return Keep(mail);
        var news = await bounces.ReportAsync(delivery, failure, cancellationToken);
        log.Returned(delivery, news.Effect);
        if (!news.IsNew) return ReadingOutcome.Ignored;
        await brake.NoteAsync(failure, news.EditionId, cancellationToken);
        return ReadingOutcome.Failure;
    }

    private async Task<ReadingOutcome> NoteAsync(ReadOnlyMemory<byte> mail, ReturnedMail.Complaint complaint, CancellationToken cancellationToken)
    {
        if (complaint.About.Key is { DeliveryId: null }) return Refuse(mail);
        if (await FindAsync(complaint.About, cancellationToken) is not { } delivery) return Keep(mail);
        var news = await bounces.ComplainAsync(delivery, cancellationToken);
        log.Returned(delivery, news.Effect);
        if (!news.IsNew) return ReadingOutcome.Ignored;
        await brake.NoteComplaintAsync(news.EditionId, cancellationToken);
        return ReadingOutcome.Complaint;
    }

    private async Task<ReadingOutcome> UnsubscribeAsync(ReadOnlyMemory<byte> mail, ReturnedMail.Unsubscription unsubscription, CancellationToken cancellationToken)
    {
        var result = await subscriptions.UnsubscribeAsync(unsubscription.Token, cancellationToken);
        if (result.Status != TokenStatus.Valid) return Refuse(mail);
        log.Unsubscribed();
        return ReadingOutcome.Unsubscription;
    }

    /// <summary>The return address or ENVID names the delivery; a returned Message-ID does where neither came through.</summary>
    private async Task<string?> FindAsync(ReturnedMessage about, CancellationToken cancellationToken)
    {
        if (about.Key is { DeliveryId: { } named }) return named;
        foreach (var id in about.MessageIds)
        {
            if (await bounces.FindDeliveryAsync(id, cancellationToken) is { } found) return found;
        }

        return null;
    }

    private ReadingOutcome Refuse(ReadOnlyMemory<byte> mail)
    {
        log.Unproven(kept.Keep(mail));
        return ReadingOutcome.Refused;
    }

    private ReadingOutcome Keep(ReadOnlyMemory<byte> mail)
    {
        log.Unread(kept.Keep(mail));
        return ReadingOutcome.Unreadable;
    }
}
