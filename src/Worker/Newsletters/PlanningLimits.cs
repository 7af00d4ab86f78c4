using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters;

/// <summary>How far a plan may go: nowhere while the newsletter is held, and only over posts that have settled.</summary>
/// <param name="arrivals">The newsletters' arrivals.</param>
/// <param name="holds">What ops have to release.</param>
/// <param name="digests">When a post has settled.</param>
public sealed class PlanningLimits(ArrivalStore arrivals, HoldStore holds, DigestsOptions digests)
{
    /// <summary>The arrival up to which posts may be announced at an instant; null while the newsletter is held.</summary>
    public async Task<long?> ReadThroughAsync(string newsletter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var through = await ReadSettledAsync(newsletter, now, cancellationToken);
        // In this order: a hold commits with the numbers that it is about, so numbers read before it are harmless.
        return await holds.FindAsync(newsletter, cancellationToken) is null ? through : null;
    }

    /// <summary>The arrival up to which posts will have settled at an instant, whether or not the newsletter is held.</summary>
    public Task<long> ReadSettledAsync(string newsletter, DateTimeOffset now, CancellationToken cancellationToken) => digests.SettleTime > TimeSpan.Zero
        ? arrivals.ReadSettledAsync(newsletter, now - digests.SettleTime, cancellationToken)
        : arrivals.ReadCounterAsync(newsletter, cancellationToken);

    /// <summary>The revision of the identity ledger that arrivals were numbered from, at the least.</summary>
    public Task<long> ReadLedgerRevisionAsync(CancellationToken cancellationToken) => arrivals.ReadLedgerRevisionAsync(cancellationToken);
}
