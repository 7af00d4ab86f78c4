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
        var through = await ReadSettledAsync(newsletter, now, cancellationToken);
        var told = await ReadNoticesAsync(newsletter, cancellationToken);
        if (told > 0) await readers.CollectAsync(newsletter, cancellationToken);
        // In this order: a hold commits with the numbers that it is about, so numbers read before it are harmless.
        return await holds.FindAsync(newsletter, cancellationToken) is null ? new PlanningReach(through, told) : null;
    }

    /// <summary>The arrival up to which posts will have settled at an instant, whether or not the newsletter is held.</summary>
    public Task<long> ReadSettledAsync(string newsletter, DateTimeOffset now, CancellationToken cancellationToken) => digests.SettleTime > TimeSpan.Zero
        ? arrivals.ReadSettledAsync(newsletter, now - digests.SettleTime, cancellationToken)
        : arrivals.ReadCounterAsync(newsletter, cancellationToken);

    /// <summary>The last arrival there is, whether or not it has settled.</summary>
    public Task<long> ReadArrivedAsync(string newsletter, CancellationToken cancellationToken) => arrivals.ReadCounterAsync(newsletter, cancellationToken);

    /// <summary>The posts that arrived after a number.</summary>
    public async Task<IReadOnlySet<string>> ReadLaterAsync(string newsletter, long through, CancellationToken cancellationToken) =>
        (await arrivals.ReadAboveAsync(newsletter, through, cancellationToken)).Select(arrival => arrival.PostId).ToHashSet(StringComparer.Ordinal);

    /// <summary>The last notice there is, whether or not the newsletter is held.</summary>
    public Task<long> ReadNoticesAsync(string newsletter, CancellationToken cancellationToken) => notices.ReadCounterAsync(newsletter, cancellationToken);

    /// <summary>Whether someone is to be told something at once.</summary>
    public Task<bool> IsNoticeDueAsync(string newsletter, PlanningReach reach, CancellationToken cancellationToken) =>
        reach.Notices == 0 ? Task.FromResult(false) : readers.IsUrgentDueAsync(newsletter, reach.Notices, cancellationToken);

    /// <summary>The revision of the identity ledger that arrivals were numbered from, at the least.</summary>
    public Task<long> ReadLedgerRevisionAsync(CancellationToken cancellationToken) => arrivals.ReadLedgerRevisionAsync(cancellationToken);
}
