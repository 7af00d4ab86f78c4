using System.Data.Common;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>
/// One connection with the deliveries that go over it, one after the other. While the server takes one, the next is composed and signed; the end of
/// the one and the beginning of the next are committed together, while all of the next but its last dot is on its way (docs/adr/0032).
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
        Step? next = new Step(await queue.TakeAsync(stopping));
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
        var isOpen = true;
        Prepared? ahead = null;
        try
        {
            if ((step.Begun ?? await BeginAsync(step.Turn.Delivery, stopping)) is not { } ready) return null;
            using var message = ready.Outgoing.Message;
            var handing = sender.HandOverAsync(ready, step.Beginning, transport, stopping);
            ahead = Prepare(stopping);
            var outcome = await handing;
            // Its own end is not to be noted before its beginning.
            if (step.Beginning is { } beginning && !await beginning) return ahead is null ? null : new Step(ahead.Turn);
            if (outcome is MailOutcome.Accepted && ahead is not null && !queue.MayBegin(ahead.Turn)) ahead = null;
            isOpen = false;
            return await EndAsync(step.Turn, ready, outcome, ahead, stopping);
        }
        catch when (ahead is not null)
        {
            queue.End(ahead.Turn, null);
            throw;
        }
        finally
        {
            if (isOpen) queue.End(step.Turn, null);
        }
    }

    /// <summary>Ends a turn; where another can follow at once, it is on its way while the end of the one and the beginning of the other are committed.</summary>
    private async Task<Step?> EndAsync(DeliveryTurn turn, ComposedDelivery.Ready ready, MailOutcome outcome, Prepared? ahead, CancellationToken stopping)
    {
        var next = outcome is MailOutcome.Accepted && !stopping.IsCancellationRequested && ahead is not null && log.Time.GetElapsedTime(ahead.Since) < FreshFor ? ahead.Ready : null;
        var opening = next is null ? null : transports.OpenAsync(transport, stopping);
        var ending = EndTurnAsync(turn, ready, outcome, stopping);
        // A connection that has to be opened anew must not keep the end waiting.
        if (opening is { IsCompletedSuccessfully: true, Result: null }) return new Step(ahead!.Turn, next, BeginNextAsync(next!, ending));
        await ending;
        next?.Outgoing.Message.Dispose();
        if (opening is not null) await opening;
        return ahead is null ? null : new Step(ahead.Turn);
    }

    private async Task EndTurnAsync(DeliveryTurn turn, ComposedDelivery.Ready ready, MailOutcome outcome, CancellationToken stopping)
    {
        try
        {
            await sender.EndAsync(ready, outcome, stopping);
        }
        finally
        {
            queue.End(turn, outcome);
        }
    }

    /// <returns>Whether the next may be handed over: its beginning is committed, and so is the end of the one before it.</returns>
    private async Task<bool> BeginNextAsync(ComposedDelivery.Ready next, Task ending)
    {
        var beginning = sender.BeginAsync(next);
        await ending;
        return await beginning;
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
    /// <param name="Begun">Its message, where that it is being sent is committed or about to be.</param>
    /// <param name="Beginning">That commit: whether it may be handed over.</param>
    private sealed record Step(DeliveryTurn Turn, ComposedDelivery.Ready? Begun = null, Task<bool>? Beginning = null);

    /// <param name="Turn">A delivery that has its turn and is not begun.</param>
    /// <param name="Composing">Makes its message; where that fails or takes long, its own step tries again and says what is wrong.</param>
    /// <param name="Since">When that began.</param>
    private sealed record Prepared(DeliveryTurn Turn, Task<ComposedDelivery> Composing, long Since)
    {
        public ComposedDelivery.Ready? Ready => Composing.IsCompletedSuccessfully ? Composing.Result as ComposedDelivery.Ready : null;
    }
}
