using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Hands leased deliveries to the connections and leases more when none of them can begin.</summary>
/// <param name="deliveries">The deliveries.</param>
/// <param name="posts">The posts: before they are read, and while another worker knows newer ones, only confirmations can be composed.</param>
/// <param name="destination">Whether the way out is open.</param>
/// <param name="line">The leased deliveries.</param>
/// <param name="worker">Who leases.</param>
/// <param name="time">What sending goes by.</param>
internal sealed class ClaimQueue(
    DeliveryStore deliveries, KnownPosts posts, DestinationHealth destination, WaitingLine line, WorkerIdentity worker, SendingClock time) : IDisposable
{
    /// <summary>A confirmation should leave while its reader still waits for it.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private TimeSpan untilClaim;
    private long parkedUntil;
    private volatile bool mayHaveStrays;

    /// <summary>Whether deliveries that could go out now are put off by their domains' limits.</summary>
    public bool IsHoldingBack => time.GetUtcNow().ToUnixTimeMilliseconds() < Volatile.Read(ref parkedUntil);

    /// <summary>The next delivery; waits until one is due and its domain takes it.</summary>
    public async Task<DeliveryTurn> TakeAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (destination.Wait() is var closed && closed > TimeSpan.Zero)
                {
                    await Task.Delay(closed < PollInterval ? closed : PollInterval, time, cancellationToken);
                    continue;
                }

                var freed = line.Freed;
                if (line.TryTake(out var wait) is { } next) return next;
                if (untilClaim > TimeSpan.Zero) await WaitAsync(wait < untilClaim ? wait : untilClaim, freed, cancellationToken);
                else if (!await ClaimAsync(cancellationToken)) untilClaim = PollInterval;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The next delivery if one can begin now and nothing limits its domain.</summary>
    public DeliveryTurn? TryTake()
    {
        if (!turn.Wait(0, CancellationToken.None)) return null;
        try
        {
            return line.TryTakeFree();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Asks whether a turn that was taken ahead may still begin; else it waits again.</summary>
    public bool MayBegin(DeliveryTurn ahead) => line.MayBegin(ahead);

    /// <summary>Ends a turn; the next delivery to the same domain may begin.</summary>
    /// <param name="ended">The turn.</param>
    /// <param name="outcome">What the server said; null when it was not asked.</param>
    public void End(DeliveryTurn ended, MailOutcome? outcome) => line.End(ended, outcome);

    /// <summary>A step could not be committed, so leases may be left that nobody in this process works on; they are looked for before the next claim.</summary>
    public void LookForStrays() => mayHaveStrays = true;

    /// <summary>Forgets what was leased and not taken; the leases themselves are given back by the worker's leave.</summary>
    public void Clear() => line.Clear();

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <returns>Whether anything was due.</returns>
    private async Task<bool> ClaimAsync(CancellationToken cancellationToken)
    {
        if (mayHaveStrays)
        {
            mayHaveStrays = false;
            await RecoverAsync(cancellationToken);
        }

        IReadOnlyList<ClaimedDelivery> claimed;
        try
        {
            claimed = await deliveries.ClaimAsync(worker.Id, posts.AreCurrent, line.Appetite, cancellationToken);
        }
        catch
        {
            mayHaveStrays = true;
            throw;
        }

        var beyond = line.Add(claimed);
        if (beyond.Count > 0) await ParkAsync(beyond, cancellationToken);
        return claimed.Count > 0;
    }

    private async Task ParkAsync(IReadOnlyList<(ClaimedDelivery Delivery, TimeSpan Wait)> beyond, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            await deliveries.ParkAsync(worker.Id, [.. beyond.Select(item => (item.Delivery.Id, now + item.Wait))], cancellationToken);
        }
        catch
        {
            mayHaveStrays = true;
            throw;
        }

        var last = (now + beyond.Max(item => item.Wait)).ToUnixTimeMilliseconds();
        if (last > parkedUntil) Volatile.Write(ref parkedUntil, last);
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        try
        {
            await deliveries.ReturnStraysAsync(worker.Id, line.ReadIds(), cancellationToken);
        }
        catch
        {
            mayHaveStrays = true;
            throw;
        }
    }

    private async Task WaitAsync(TimeSpan wait, Task freed, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = Task.Delay(wait, time, enough.Token);
        if (await Task.WhenAny(waiting, freed) == waiting) untilClaim -= wait;
        await enough.CancelAsync();
    }
}
