namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Sends what is due over several connections until it is stopped; takes over what dead workers left.</summary>
/// <param name="queue">The deliveries that are due.</param>
/// <param name="composer">Makes their messages.</param>
/// <param name="sender">Sends them.</param>
/// <param name="transports">Opens ways out.</param>
/// <param name="members">The processes that send, this one among them.</param>
/// <param name="log">Where it is reported, and the clock.</param>
internal sealed class DeliveryDispatcher(
    ClaimQueue queue, DeliveryComposer composer, DeliverySender sender, MailTransports transports, WorkerMembership members, DeliveryLog log)
{
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(2);

    /// <summary>Sends until stopped; then ends what is under way, within 30 seconds, and gives the rest back.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await members.JoinAsync(stopping);
        using var ended = new CancellationTokenSource();
        var beating = members.BeatAsync(ended.Token);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, transports.Count).Select(_ => RunLaneAsync(stopping)));
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
            queue.Clear();
            await members.LeaveAsync();
        }
    }

    private async Task RunLaneAsync(CancellationToken stopping)
    {
        await using var lane = new DeliveryLane(queue, composer, sender, transports, log);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await lane.RunAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The database may be away: what was leased is looked for before the next claim, or comes back by its owner's leave or death.
                queue.LookForStrays();
                log.NotKept(exception);
                await PauseAsync(stopping);
            }
        }
    }

    private async Task PauseAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(FailurePause, log.Time, stopping);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop ends by itself.
        }
    }
}
