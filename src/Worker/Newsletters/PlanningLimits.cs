using Syndication.Worker.Model.Notices;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Notices;

namespace Syndication.Worker.Newsletters;

/// <summary>How far a plan may go: nowhere while the newsletter is held, and only over posts that have settled.</summary>
/// <param name="arrivals">The newsletters' arrivals.</param>
/// <param name="holds">What ops have to release.</param>
/// <param name="digests">When a post has settled.</param>
/// <param name="notices">The newsletters' corrections and retractions.</param>
/// <param name="readers">Who was sent the faulty versions.</param>
public sealed class PlanningLimits(ArrivalStore arrivals, HoldStore holds, DigestsOptions digests, NoticeStore notices, NoticeReaderStore readers)
{
    /// <summary>Up to where posts may be announced and notices told at an instant; null while the newsletter is held.</summary>
    public async Task<PlanningReach?> ReadAsync(string newsletter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var through = digests.SettleTime > TimeSpan.Zero
            ? await arrivals.ReadSettledAsync(newsletter, now - digests.SettleTime, cancellationToken)
            : await arrivals.ReadCounterAsync(newsletter, cancellationToken);
        var told = await notices.ReadCounterAsync(newsletter, cancellationToken);
        if (told > 0) await readers.CollectAsync(newsletter, cancellationToken);
        // In this order: a hold commits with the numbers that it is about, so numbers read before it are harmless.
        return await holds.FindAsync(newsletter, cancellationToken) is null ? new PlanningReach(through, told) : null;
    }

    /// <summary>Whether someone is to be told something at once.</summary>
    public Task<bool> IsNoticeDueAsync(string newsletter, PlanningReach reach, CancellationToken cancellationToken) =>
        reach.Notices == 0 ? Task.FromResult(false) : readers.IsUrgentDueAsync(newsletter, reach.Notices, cancellationToken);

    /// <summary>The revision of the identity ledger that arrivals were numbered from, at the least.</summary>
    public Task<long> ReadLedgerRevisionAsync(CancellationToken cancellationToken) => arrivals.ReadLedgerRevisionAsync(cancellationToken);
}
