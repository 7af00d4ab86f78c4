using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Worker.Hosting.Content;

/// <summary>What stands between the content folder and the feeds: holds that ops accept, a clock that is believed, a database that is current.</summary>
/// <param name="clock">The time to go by.</param>
/// <param name="mark">How far the database has come.</param>
/// <param name="holds">Where holds are kept.</param>
/// <param name="lease">Whether this worker ingests: what others' folders lack is no hold.</param>
internal sealed class ContentBrakes(ClockGuard clock, DatabaseMark mark, HoldStore holds, IngestLease lease)
{
    private static readonly HoldKind[] Kinds = [.. Enum.GetValues<ContentHoldKind>().Select(KindOf)];

    // A large folder may be emptied over minutes, and is read meanwhile.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(10);

    private DateTimeOffset countsFrom;
    private bool isCompared;
    private bool adopts;
    private bool isAccepted;
    private bool mayBeHeld = true;
    private ContentHold? kept;
    private long tenure;

    /// <summary>What the next pass is told.</summary>
    public async Task<PassOrders> PrepareAsync(CancellationToken cancellationToken)
    {
        // The ledger keeps milliseconds.
        var now = DateTimeOffset.FromUnixTimeMilliseconds((await clock.ReadAsync(cancellationToken)).ToUnixTimeMilliseconds());
        // Whoever ingested before may have left a hold.
        if (lease.Epoch != tenure) (tenure, mayBeHeld, kept) = (lease.Epoch, true, null);
        if (!isCompared)
        {
            adopts = await mark.CompareAsync(now, cancellationToken);
            (isCompared, countsFrom) = (true, now);
        }

        var since = countsFrom > now - AtOnce ? countsFrom : now - AtOnce;
        var orders = PassOrders.None with { Now = now, AdoptsPublished = adopts, CountsRemovalsSince = since };
        if (mayBeHeld) orders = orders with { AcceptedRemovals = await holds.ReadAcceptedRemovalsAsync(cancellationToken) };
        isAccepted = orders.AcceptedRemovals.Count > 0;
        return orders;
    }

    /// <summary>Keeps what a pass came to: a hold is put in force or ends.</summary>
    /// <returns>The hold in force, or null.</returns>
    public async Task<Hold?> KeepAsync(ContentPass pass, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (pass.Difference is not null || !lease.IsHeld) return null;
        if (pass.Hold is not { } found)
        {
            // What ops accepted does not count with what goes later.
            if (isAccepted) countsFrom = now.AddTicks(1);
            if (mayBeHeld) await holds.EndAsync(Kinds, cancellationToken);
            (mayBeHeld, kept) = (false, null);
            if (adopts || pass.Taken + pass.Left > 0) await mark.BeatAsync(now, cancellationToken);
            adopts = false;
            return null;
        }

        var hold = new Hold { Scope = Hold.Content, Kind = KindOf(found.Kind), Reason = found.Reason, Affected = found.Leaving.Length, Total = found.Total, HeldAt = now };
        if (IsKept(found)) return hold;
        mayBeHeld = true;
        await holds.EndAsync([.. Kinds.Where(kind => kind != hold.Kind)], cancellationToken);
        await holds.SetAsync(hold, found.Leaving, cancellationToken);
        kept = found;
        return hold;
    }

    private bool IsKept(ContentHold found) =>
        kept is not null && kept.Kind == found.Kind && kept.Reason == found.Reason && kept.Leaving.AsSpan().SequenceEqual(found.Leaving.AsSpan());

    private static HoldKind KindOf(ContentHoldKind kind) => Enum.Parse<HoldKind>(kind.ToString());
}
