using System.Globalization;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Outlook;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>Lists the firings of a schedule in every zone in use, with what each will announce.</summary>
/// <param name="store">The zones, and editions that exist.</param>
/// <param name="holds">What is held now.</param>
/// <param name="limits">How far posts will have settled.</param>
/// <param name="digests">How long that takes.</param>
/// <param name="time">Tells what was missed.</param>
internal sealed class FiringCalendar(OutlookStore store, HoldStore holds, PlanningLimits limits, DigestsOptions digests, TimeProvider time)
{
    /// <summary>Most firings that are looked at.</summary>
    public const int Most = 20_000;

    /// <summary>The firings from the first that is not planned yet, or from a time, up to another, in the order in which they are planned; null where there are too many.</summary>
    public async Task<IReadOnlyList<ScheduledFiring>?> ListAsync(
        NewsletterOptions newsletter, ScheduleOptions schedule, FutureArrivals arrivals, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = new List<ScheduledFiring>();
        foreach (var (name, planned) in await store.ReadZonesAsync(newsletter.Name, schedule.Name, schedule.TimeZone.Id, cancellationToken))
        {
            all.AddRange(ListZone(schedule, name, planned ?? now, from, to).Take(Most + 1 - all.Count));
            if (all.Count > Most) return null;
        }

        var hold = await holds.FindAsync(newsletter.Name, cancellationToken);
        var open = all.Count == 0
            ? new Dictionary<string, (EditionState State, long Through)>(StringComparer.Ordinal)
            : new Dictionary<string, (EditionState State, long Through)>(
                await store.ReadEditionsAsync(newsletter.Name, schedule.Name, all.Min(firing => firing.Occurrence)!, cancellationToken), StringComparer.Ordinal);
        var listed = new List<ScheduledFiring>();
        var fixedBy = open.ToDictionary(edition => edition.Key, edition => edition.Value.Through, StringComparer.Ordinal);
        foreach (var firing in all.OrderBy(firing => firing.PlannedAt).ThenBy(firing => firing.FiresAt).ThenBy(firing => firing.TimeZone, StringComparer.Ordinal))
        {
            var judged = firing with { Edition = open.TryGetValue(firing.Occurrence, out var edition) ? edition.State : null };
            if (firing.Outcome != FiringOutcome.Nothing) listed.Add(judged);
            else if (hold is not null) listed.Add(judged with { Outcome = FiringOutcome.Held, Note = hold.Advice });
            else if (arrivals.HeldFrom <= firing.PlannedAt) listed.Add(judged with { Outcome = FiringOutcome.Held, Note = SayMass(arrivals.HeldFrom.Value) });
            else listed.Add(judged with { Through = fixedBy[firing.Occurrence] = await ThroughAsync(newsletter, firing, arrivals, fixedBy, cancellationToken) });
        }

        return listed;
    }

    /// <summary>The first zone fixes what an occurrence announces.</summary>
    private async Task<long> ThroughAsync(
        NewsletterOptions newsletter, ScheduledFiring firing, FutureArrivals arrivals, Dictionary<string, long> fixedBy, CancellationToken cancellationToken)
    {
        if (fixedBy.TryGetValue(firing.Occurrence, out var through)) return through;
        var settled = Math.Max(await limits.ReadSettledAsync(newsletter.Name, firing.PlannedAt, cancellationToken), arrivals.Counter == 0 ? arrivals.Baseline : 0);
        return arrivals.ThroughAt(settled, firing.PlannedAt - digests.SettleTime);
    }

    private IEnumerable<ScheduledFiring> ListZone(ScheduleOptions schedule, string name, DateTimeOffset planned, DateTimeOffset from, DateTimeOffset to)
    {
        var now = time.GetUtcNow();
        var zone = Firings.ZoneOf(schedule, name);
        var missed = Firings.LastBetween(schedule, zone, planned, now);
        // What is not planned yet moves watermarks, also before the time that is asked about.
        var start = from < planned ? from.AddTicks(-1) : planned;
        for (var firing = Firings.NextAfter(schedule, zone, start); firing is { } at && at <= to; firing = Firings.NextAfter(schedule, zone, at))
        {
            var outcome = at <= planned ? FiringOutcome.Planned : at <= now && at != missed ? FiringOutcome.Absorbed : FiringOutcome.Nothing;
            var note = outcome == FiringOutcome.Absorbed ? $"missed; made up by {Firings.Occurrence(missed!.Value, zone)}" : outcome == FiringOutcome.Nothing && at <= now ? "missed; made up at once when the service runs" : "";
            yield return new ScheduledFiring(zone, name, at, at > now ? at : now, outcome) { Note = note };
        }
    }

    private string SayMass(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture,
        $"More than {digests.MassArrivalLimit} posts (Digests:MassArrivalLimit) arrive at once at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC; the newsletter is held until ops release it.");
}
