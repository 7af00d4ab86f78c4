using System.Data.Common;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters.Bounces;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Takes one delivery from its lease to its end, each step durable before the next.</summary>
/// <param name="deliveries">The deliveries' states.</param>
/// <param name="brake">Pauses editions: when the sender itself is refused, or too much is.</param>
/// <param name="destination">Whether the way out is open.</param>
/// <param name="worker">Who sends.</param>
/// <param name="mail">What happens to a message that may have arrived.</param>
/// <param name="log">Where it is reported, and the clock.</param>
internal sealed class DeliverySender(
    DeliveryStore deliveries, EditionBrake brake, DestinationHealth destination, WorkerIdentity worker, MailOptions mail, DeliveryLog log)
{
    /// <summary>A stopping service gives a server this long for its answer to the dot.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan CommitPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CommitRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FailureDelay = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SettleDelay = TimeSpan.FromSeconds(5);

    /// <summary>Notes that a delivery cannot be composed, or sends its message.</summary>
    /// <param name="delivery">The delivery, leased.</param>
    /// <param name="composed">Its message.</param>
    /// <param name="transport">An open way out.</param>
    /// <param name="stopping">Shortens the wait for an answer; never cancels a message half-way.</param>
    public async Task SendAsync(ClaimedDelivery delivery, ComposedDelivery composed, IMailTransport transport, CancellationToken stopping)
    {
        switch (composed)
        {
            case ComposedDelivery.NotYet:
                await deliveries.GiveBackAsync(delivery, "A post has just changed.", log.Now + SettleDelay);
                break;
            case ComposedDelivery.Nothing nothing:
                await deliveries.EndAsync(delivery, new DeliveryEnd(DeliveryState.Cancelled, nothing.Reason));
                break;
            case ComposedDelivery.Ready ready:
                await SendAsync(ready, transport, stopping);
                break;
        }
    }

    /// <summary>Puts a delivery that could not be made or begun back for a while.</summary>
    public Task PostponeAsync(ClaimedDelivery delivery) =>
        deliveries.GiveBackAsync(delivery, "It could not be composed; the log says why.", log.Now + FailureDelay);

    private async Task SendAsync(ComposedDelivery.Ready ready, IMailTransport transport, CancellationToken stopping)
    {
        var delivery = ready.Delivery;
        using var message = ready.Outgoing.Message;
        var look = await deliveries.BeginAsync(delivery, worker.Id, message.MessageId!);
        if (look != LastLook.Send)
        {
            if (look == LastLook.Unwanted) log.Suppressed(delivery.Id);
            return;
        }

        var outcome = await SendUntilStoppedAsync(transport, ready.Outgoing, stopping);
        if (outcome is not MailOutcome.Deferred { IsDestination: true }) destination.Succeed();
        else if (destination.Fail(outcome.Reply)) log.DestinationFailed(outcome.Reply);
        if (outcome is MailOutcome.SenderRefused && delivery.EditionId is { } edition)
        {
            await brake.PauseAsync(edition, CancellationToken.None);
            log.SenderRefused(edition, outcome.Reply);
        }

        var end = EndOf(delivery, outcome);
        await CommitAsync(delivery, end);
        log.Ended(delivery.Id, end.State);
        if (end.Failure is { } failure) await brake.NoteAsync(failure, delivery.EditionId, CancellationToken.None);
    }

    /// <summary>Notes an outcome; a database that is away for a while does not lose it.</summary>
    private async Task CommitAsync(ClaimedDelivery delivery, DeliveryEnd end)
    {
        var giveUp = log.Now + CommitPatience;
        while (true)
        {
            try
            {
                await deliveries.EndAsync(delivery, end);
                return;
            }
            catch (DbException exception) when (log.Now < giveUp)
            {
                log.Failed(exception);
                await Task.Delay(CommitRetry, log.Time, CancellationToken.None);
            }
        }
    }

    private async Task<MailOutcome> SendUntilStoppedAsync(IMailTransport transport, OutgoingMessage outgoing, CancellationToken stopping)
    {
        var sending = transport.SendAsync(outgoing);
        try
        {
            return await sending.WaitAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            try
            {
                return await sending.WaitAsync(StopPatience, log.Time, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                return new MailOutcome.Unknown("The service stopped before the server answered.");
            }
        }
    }

    private DeliveryEnd EndOf(ClaimedDelivery delivery, MailOutcome outcome)
    {
        var attempts = delivery.Attempts + 1;
        var retry = log.Now + RetryRules.DelayAfter(attempts);
        var isExpired = retry.ToUnixTimeMilliseconds() - delivery.CreatedAt > RetryRules.Patience.TotalMilliseconds;
        return outcome switch
        {
            MailOutcome.Accepted => new DeliveryEnd(DeliveryState.Sent, outcome.Reply),
            MailOutcome.Rejected => new DeliveryEnd(DeliveryState.Bounced, outcome.Reply, Failure: FailureRules.OfReply(outcome.Reply)),
            MailOutcome.Unknown when mail.Unknown == UnknownPolicy.Resend && delivery.Unknowns == 0 =>
                new DeliveryEnd(DeliveryState.Deferred, outcome.Reply, log.Now + RetryRules.UnknownDelay, MayHaveArrived: true),
            MailOutcome.Unknown => new DeliveryEnd(DeliveryState.Unknown, outcome.Reply, MayHaveArrived: true),
            // The edition is paused: its deliveries wait for ops, not for a time.
            MailOutcome.SenderRefused when delivery.EditionId is not null => new DeliveryEnd(DeliveryState.Queued, outcome.Reply),
            MailOutcome.Deferred { IsDestination: false } when isExpired =>
                new DeliveryEnd(DeliveryState.Cancelled, "Given up after 72 hours. " + outcome.Reply, Failure: FailureRules.OfReply(outcome.Reply)),
            _ when isExpired => new DeliveryEnd(DeliveryState.Cancelled, "Given up after 72 hours. " + outcome.Reply),
            _ => new DeliveryEnd(DeliveryState.Deferred, outcome.Reply, retry),
        };
    }
}
