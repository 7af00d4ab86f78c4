using Syndication.Feeds.Ledger;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>Numbers the posts to come as <see cref="ArrivalRecorder"/> will, and keeps none of it.</summary>
/// <param name="arrivals">The numbers so far.</param>
/// <param name="digests">What a first start counts as old, and how many posts are usual.</param>
/// <param name="time">Tells what is to come.</param>
internal sealed class FutureArrivalsReader(ArrivalStore arrivals, DigestsOptions digests, TimeProvider time)
{
    /// <summary>The newsletter's arrivals.</summary>
    public async Task<FutureArrivals> ReadAsync(NewsletterOptions newsletter, FuturePosts posts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = await arrivals.ReadKnownAsync(newsletter.Name, cancellationToken);
        var counter = await arrivals.ReadCounterAsync(newsletter.Name, cancellationToken);
        var numbered = await arrivals.ReadAboveAsync(newsletter.Name, 0, cancellationToken);
        var fresh = posts.State.Posts.Values.Where(post => known?.Contains(post.Id) != true && newsletter.Selects(post.Post))
            .Select(post => (Post: post, At: posts.ScheduledAt.TryGetValue(post.Id, out var at) ? at : now)).ToList();
        var isOld = known is null ? fresh.ToLookup(one => one.At <= now && one.Post.Post.Published < now - digests.Lookback) : fresh.ToLookup(_ => false);
        var last = counter;
        List<(Arrival Arrival, DateTimeOffset At)> Number(IEnumerable<(LedgerPost Post, DateTimeOffset At)> some) =>
            [.. some.OrderBy(one => one.At).ThenBy(one => one.Post.Post.Published).ThenBy(one => one.Post.Id, StringComparer.Ordinal)
                .Select(one => (new Arrival(one.Post.Id, ++last), one.At))];
        var old = Number(isOld[true]);
        var baseline = last;
        var coming = Number(isOld[false]);
        return new FutureArrivals(numbered, counter, [.. old, .. coming])
        {
            Baseline = known is null ? baseline : 0,
            HeldFrom = HeldFrom(coming.Select(one => one.At).Where(at => known is not null || at > now).ToList()),
        };
    }

    private DateTimeOffset? HeldFrom(List<DateTimeOffset> times)
    {
        for (var index = digests.MassArrivalLimit; index < times.Count; index++)
        {
            if (times[index] - times[index - digests.MassArrivalLimit] <= ArrivalBrake.AtOnce) return times[index];
        }

        return null;
    }
}
