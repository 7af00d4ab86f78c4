using System.Data.Common;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>
/// One connection with the deliveries that go over it, one after the other. While the server takes one, the next is composed and signed; the end of
/// the one and the beginning of the next are committed together, so that a message costs one wait for the disk (docs/adr/0032).
/// </summary>
/// <param name="queue">The deliveries that are due.</param>
/// <param name="composer">Makes their messages.</param>
/// <param name="sender">Sends them.</param>
/// <param name="transports">Opens the connection.</param>
/// <param name="log">Where it is reported, and the clock.</param>
internal sealed class DeliveryLane(ClaimQueue queue, DeliveryComposer composer, DeliverySender sender, MailTransports transports, DeliveryLog log) : IAsyncDisposable
{
    // A message that was composed before a server stalled could say what was corrected meanwhile.
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(2);

    private readonly IMailTransport transport = transports.Create();

    /// <summary>Waits for a delivery and sends it, and those that follow without a wait.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        Step? next = new Step(await queue.TakeAsync(stopping), null);
        while (next is not null)
        {
            next = await RunStepAsync(next, stopping);
            if (next is not { Begun: null } ahead) continue;
            if (!queue.MayBegin(ahead.Turn)) return;
            if (!stopping.IsCancellationRequested) continue;
            queue.End(ahead.Turn, null);
            return;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => transport.DisposeAsync();

    /// <returns>What follows without a wait; null for nothing.</returns>
    private async Task<Step?> RunStepAsync(Step step, CancellationToken stopping)
    {
        MailOutcome? outcome = null;
        Prepared? ahead = null;
        try
        {
            if ((step.Begun ?? await BeginAsync(step.Turn.Delivery, stopping)) is not { } ready) return null;
            using var message = ready.Outgoing.Message;
            var handing = sender.HandOverAsync(ready, transport, stopping);
            ahead = Prepare(stopping);
            outcome = await handing;
            if (outcome is MailOutcome.Accepted && ahead is not null && !queue.MayBegin(ahead.Turn)) ahead = null;
            return await EndAsync(ready, outcome, ahead, stopping);
        }
        catch when (ahead is not null)
        {
            queue.End(ahead.Turn, null);
            throw;
        }
        finally
        {
            queue.End(step.Turn, outcome);
        }
    }

    private async Task<Step?> EndAsync(ComposedDelivery.Ready ready, MailOutcome outcome, Prepared? ahead, CancellationToken stopping)
    {
        var next = outcome is MailOutcome.Accepted && !stopping.IsCancellationRequested && ahead is not null && log.Time.GetElapsedTime(ahead.Since) < FreshFor ? ahead.Ready : null;
        var opening = next is null ? null : transports.OpenAsync(transport, stopping);
        var ending = sender.EndAsync(ready, outcome, stopping);
        // A connection that has to be opened anew must not keep the end waiting.
        var beginning = opening is { IsCompletedSuccessfully: true, Result: null } ? sender.BeginAsync(next!) : null;
        await ending;
        if (beginning is null)
        {
            next?.Outgoing.Message.Dispose();
            if (opening is not null) await opening;
            return ahead is null ? null : new Step(ahead.Turn, null);
        }

        if (await beginning) return new Step(ahead!.Turn, next);
        queue.End(ahead!.Turn, null);
        return null;
    }

    /// <summary>Takes the next delivery if there is one that can go at once, and begins to compose it.</summary>
    private Prepared? Prepare(CancellationToken stopping) => !transports.IsPaced && !stopping.IsCancellationRequested && queue.TryTake() is { } turn
        ? new Prepared(turn, composer.ComposeAsync(turn.Delivery, stopping), log.Time.GetTimestamp())
        : null;

    /// <returns>The message that is to be handed over now; null when there is none.</returns>
    private async Task<ComposedDelivery.Ready?> BeginAsync(ClaimedDelivery delivery, CancellationToken stopping)
    {
        if (await transports.OpenAsync(transport, stopping) is { } trouble)
        {
            await transports.GiveBackAsync(delivery, trouble);
            return null;
        }

        try
        {
            var composed = await composer.ComposeAsync(delivery, stopping);
            if (composed is ComposedDelivery.Ready ready) return await sender.BeginAsync(ready) ? ready : null;
            await sender.SettleAsync(delivery, composed);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DbException))
        {
            // A template that does not fit, or a fault of ours: this one waits, the others go on.
            log.Failed(exception);
            await sender.PostponeAsync(delivery);
        }

        return null;
    }

    /// <param name="Turn">A delivery that has its turn.</param>
    /// <param name="Begun">Its message, where that it is being sent is committed already.</param>
    private sealed record Step(DeliveryTurn Turn, ComposedDelivery.Ready? Begun);

    /// <param name="Turn">A delivery that has its turn and is not begun.</param>
    /// <param name="Composing">Makes its message; where that fails or takes long, its own step tries again and says what is wrong.</param>
    /// <param name="Since">When that began.</param>
    private sealed record Prepared(DeliveryTurn Turn, Task<ComposedDelivery> Composing, long Since)
    {
        public ComposedDelivery.Ready? Ready => Composing.IsCompletedSuccessfully ? Composing.Result as ComposedDelivery.Ready : null;
    }
}
