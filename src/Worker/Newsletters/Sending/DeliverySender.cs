using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Mail.Limits;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Sending;
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

    /// <summary>And a database that is away this long to come back; then whoever finds the delivery takes it for unknown.</summary>
    private static readonly TimeSpan StopCommitPatience = TimeSpan.FromSeconds(3);

    /// <summary>A server waits three minutes and more for the rest of a message (RFC 5321 §4.5.3.2.5).</summary>
    private static readonly TimeSpan PermitPatience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan CommitRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FailureDelay = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SettleDelay = TimeSpan.FromSeconds(5);

    private readonly RetryRules retry = new(mail.Retry);

    /// <summary>Notes that there is nothing to send, or not yet.</summary>
    /// <param name="delivery">The delivery, leased.</param>
    /// <param name="composed">What composing it came to.</param>
    public Task SettleAsync(ClaimedDelivery delivery, ComposedDelivery composed) => composed is ComposedDelivery.Nothing nothing
        ? deliveries.EndAsync(delivery, new DeliveryEnd(DeliveryState.Cancelled, nothing.Reason))
        : deliveries.GiveBackAsync(delivery, "A post has just changed, or the edition is held.", log.Now + SettleDelay);

    /// <summary>The last look at a delivery, and the commit that it is being sent.</summary>
    /// <returns>Whether its message is to be handed over.</returns>
    public async Task<bool> BeginAsync(ComposedDelivery.Ready ready)
    {
        var look = await deliveries.BeginAsync(ready.Delivery, worker.Id, ready.Outgoing.Message.MessageId!);
        if (look == LastLook.Unwanted) log.Suppressed(ready.Delivery.Id);
        return look == LastLook.Send;
    }

    /// <summary>Hands a message that was begun to the server.</summary>
    /// <param name="ready">The message.</param>
    /// <param name="beginning">The commit that it is being sent, where that is under way: what <see cref="BeginAsync"/> said.</param>
    /// <param name="transport">An open way out.</param>
    /// <param name="stopping">Shortens the wait for an answer; never cancels a message half-way.</param>
    /// <returns>Withheld when it was not begun, or its commit took so long that the server may have lost its patience.</returns>
    public async Task<MailOutcome> HandOverAsync(ComposedDelivery.Ready ready, Task<bool>? beginning, IMailTransport transport, CancellationToken stopping)
    {
        var outcome = await SendUntilStoppedAsync(transport.SendAsync(ready.Outgoing, beginning is null ? null : PermitAsync(beginning)), stopping);
        if (outcome is MailOutcome.Withheld) return outcome;
        if (outcome is not (MailOutcome.Deferred { IsDestination: true } or MailOutcome.Unknown)) destination.Succeed();
        else if (destination.Fail(ReplyText.WithoutAddresses(outcome.Reply))) log.DestinationFailed(destination.Trouble ?? "");
        return outcome;
    }

    /// <summary>Commits what the server said, and what follows from it.</summary>
    public async Task EndAsync(ComposedDelivery.Ready ready, MailOutcome outcome, CancellationToken stopping)
    {
        var delivery = ready.Delivery;
        var end = EndOf(delivery, outcome);
        await UntilKeptAsync(() => deliveries.EndAsync(delivery, end), stopping);
        if (outcome is MailOutcome.SenderRefused) await PauseAsync(delivery, ReplyText.WithoutAddresses(outcome.Reply), stopping);
        log.Ended(delivery.Id, end.State);
        if (end.Failure is { } failure) await brake.NoteAsync(failure, delivery.EditionId, CancellationToken.None);
    }

    /// <summary>Puts a delivery that could not be made or begun back for a while.</summary>
    public Task PostponeAsync(ClaimedDelivery delivery) =>
        deliveries.GiveBackAsync(delivery, "It could not be composed; the log says why.", log.Now + FailureDelay);

    private async Task PauseAsync(ClaimedDelivery delivery, string reply, CancellationToken stopping)
    {
        if (delivery.EditionId is not { } edition) log.ShortMessageRefused(reply);
        else if (await UntilKeptAsync(() => brake.PauseAsync(edition, PauseReason.SenderRefused, reply, CancellationToken.None), stopping)) log.SenderRefused(edition, reply);
    }

    /// <summary>Commits what a server has said; a database that is away does not lose it.</summary>
    private async Task<T> UntilKeptAsync<T>(Func<Task<T>> commit, CancellationToken stopping)
    {
        long? stopped = null;
        while (true)
        {
            try
            {
                var result = await commit();
                log.Kept();
                return result;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested || log.Time.GetElapsedTime(stopped ??= log.Time.GetTimestamp()) < StopCommitPatience)
            {
                log.NotKept(exception);
                await Task.Delay(CommitRetry, log.Time, CancellationToken.None);
            }
        }
    }

    /// <summary>Whether a message may be handed over to its end. What is wrong with the commit is for whoever made it to say.</summary>
    private async Task<bool> PermitAsync(Task<bool> beginning)
    {
        var given = beginning.WaitAsync(PermitPatience, log.Time, CancellationToken.None);
        await ((Task)given).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return given.IsCompletedSuccessfully && given.Result;
    }

    private async Task<MailOutcome> SendUntilStoppedAsync(Task<MailOutcome> sending, CancellationToken stopping)
    {
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
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A fault of ours in the middle of a message: nobody knows how far it came.
            log.Failed(exception);
            return new MailOutcome.Unknown("The attempt failed; the log says why.");
        }
    }

    private DeliveryEnd EndOf(ClaimedDelivery delivery, MailOutcome outcome)
    {
        var waited = log.Now - DateTimeOffset.FromUnixTimeMilliseconds(delivery.CreatedAt);
        var isReaders = outcome is not MailOutcome.Deferred { IsDestination: true };
        var delay = isReaders ? retry.DelayAfter(delivery.Attempts + 1) : retry.DelayAfterLoss(waited);
        return outcome switch
        {
            MailOutcome.Accepted => new DeliveryEnd(DeliveryState.Sent, outcome.Reply),
            MailOutcome.Rejected => new DeliveryEnd(DeliveryState.Bounced, outcome.Reply, Failure: FailureRules.OfReply(outcome.Reply)),
            MailOutcome.Unknown when mail.Unknown == UnknownPolicy.Resend && delivery.Unknowns == 0 =>
                new DeliveryEnd(DeliveryState.Deferred, outcome.Reply, log.Now + RetryRules.UnknownDelay, MayHaveArrived: true),
            MailOutcome.Unknown => new DeliveryEnd(DeliveryState.Unknown, outcome.Reply, MayHaveArrived: true),
            MailOutcome.Withheld => new DeliveryEnd(DeliveryState.Queued, "It took too long to note that it was being sent.", IsAttempt: false),
            // The edition is paused: its deliveries wait for ops, not for a time.
            MailOutcome.SenderRefused when delivery.EditionId is not null => new DeliveryEnd(DeliveryState.Queued, outcome.Reply, IsAttempt: false),
            _ when retry.IsTooLate(waited, delay) => new DeliveryEnd(
                DeliveryState.Cancelled, "Given up after it was tried for long enough. " + outcome.Reply, Failure: isReaders && outcome is MailOutcome.Deferred ? FailureRules.OfReply(outcome.Reply) : null),
            _ => new DeliveryEnd(DeliveryState.Deferred, outcome.Reply, log.Now + delay, IsAttempt: isReaders),
        };
    }
}
