using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Outlook;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>Says what one reader gets next, by the parts that plan editions; it changes nothing.</summary>
/// <param name="planning">Knows the reader's watermark and what is still owed.</param>
/// <param name="limits">Knows what will have settled.</param>
/// <param name="arrivals">The newsletters' arrivals.</param>
/// <param name="store">Knows the editions that are open.</param>
/// <param name="time">Tells when is next.</param>
internal sealed class ReaderOutlook(PlanningStore planning, PlanningLimits limits, ArrivalStore arrivals, OutlookStore store, TimeProvider time)
{
    /// <summary>What is due next, or null where the subscription or its schedule is gone.</summary>
    /// <param name="newsletter">The newsletter.</param>
    /// <param name="subscription">The reader's subscription to it.</param>
    /// <param name="state">The posts that are public.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public async Task<NextDelivery?> DecideAsync(NewsletterOptions newsletter, Subscription subscription, PublishedState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(state);
        if (newsletter.FindSchedule(subscription.Schedule) is not { } schedule) return null;
        var edition = new Edition { Id = "", Newsletter = newsletter.Name, Schedule = schedule.Name, Occurrence = "", State = EditionState.Planning, Through = 0 };
        var share = new EditionShare(edition, subscription.TimeZone ?? schedule.TimeZone.Id, schedule.TimeZone.Id, time.GetUtcNow())
        {
            NoticesThrough = await limits.ReadNoticesAsync(newsletter.Name, cancellationToken),
        };
        if (await planning.FindReaderAsync(share, subscription.Id, cancellationToken) is not { } reader) return null;
        var zone = Firings.ZoneOf(schedule, subscription.TimeZone ?? schedule.TimeZone.Id);
        var now = time.GetUtcNow();
        var after = subscription is { State: SubscriptionState.Paused, PausedUntil: { } until } && until > now ? until : now;
        var firing = Firings.NextAfter(schedule, zone, after);
        var through = await limits.ReadSettledAsync(newsletter.Name, firing ?? now, cancellationToken);
        if (firing is { } at)
        {
            // An earlier zone has fixed what the occurrence announces.
            var occurrence = Firings.Occurrence(at, zone);
            var open = await store.ReadEditionsAsync(newsletter.Name, schedule.Name, occurrence, cancellationToken);
            if (open.TryGetValue(occurrence, out var planned)) through = planned.Through;
        }

        var above = await arrivals.ReadAboveAsync(newsletter.Name, PlanningStore.LowestOf(reader), cancellationToken);
        return new NextDelivery(new DuePosts(newsletter, state, through).Decide([reader], above)[0], firing, zone, through);
    }
}
