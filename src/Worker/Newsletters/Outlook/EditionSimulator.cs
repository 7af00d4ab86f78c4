using System.Globalization;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>Plays a newsletter's schedules through, by the parts that plan editions, and writes nothing. Its memory does not grow with the readers.</summary>
/// <param name="calendar">The firings.</param>
/// <param name="planning">The readers, page by page.</param>
/// <param name="arrivals">What was announced already.</param>
/// <param name="numbering">The arrivals to come.</param>
internal sealed class EditionSimulator(FiringCalendar calendar, PlanningStore planning, ArrivalStore arrivals, FutureArrivalsReader numbering)
{
    /// <summary>Readers looked at together.</summary>
    public int PageSize { get; init; } = 5000;

    /// <summary>What comes of every firing between two instants, by time; null where there are too many.</summary>
    public async Task<IReadOnlyList<FiringOutlook>?> SimulateAsync(
        NewsletterOptions newsletter, FuturePosts posts, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        ArgumentNullException.ThrowIfNull(posts);
        var coming = await numbering.ReadAsync(newsletter, posts, cancellationToken);
        var announced = Math.Max(coming.Baseline, await arrivals.ReadAnnouncedAsync(newsletter.Name, cancellationToken));
        var found = new List<FiringOutlook>();
        foreach (var schedule in newsletter.Schedules)
        {
            if (await calendar.ListAsync(newsletter, schedule, coming, from, to, cancellationToken) is not { } firings) return null;
            foreach (var zone in firings.GroupBy(firing => firing.TimeZone, StringComparer.Ordinal))
            {
                var simulated = new ZoneSimulation(newsletter, posts.State, coming.All, [.. zone.Where(firing => firing.Outcome == FiringOutcome.Nothing)]);
                simulated.Pass(ReaderGroups.Nobody(announced));
                var confirmed = await PassReadersAsync(simulated, newsletter, schedule, zone.Key, coming.Baseline, cancellationToken);
                found.AddRange(zone.Where(firing => firing.FiresAt >= from).Select(firing => Outlook(newsletter, schedule, firing, simulated, confirmed, posts)));
                if (found.Count > FiringCalendar.Most) return null;
            }
        }

        return [.. found.OrderBy(firing => firing.FiresAt).ThenBy(firing => firing.Schedule, StringComparer.Ordinal).ThenBy(firing => firing.TimeZone, StringComparer.Ordinal)];
    }

    private async Task<long> PassReadersAsync(
        ZoneSimulation simulated, NewsletterOptions newsletter, ScheduleOptions schedule, string zone, long baseline, CancellationToken cancellationToken)
    {
        var edition = new Edition { Id = "", Newsletter = newsletter.Name, Schedule = schedule.Name, Occurrence = "", State = EditionState.Planning, Through = 0 };
        var share = new EditionShare(edition, zone, schedule.TimeZone.Id, DateTimeOffset.MinValue);
        var (confirmed, cursor) = (0L, "");
        while (true)
        {
            var page = await planning.ReadReadersAsync(share, cursor, PageSize, cancellationToken);
            confirmed += page.Count;
            simulated.Pass(ReaderGroups.Of(page, baseline));
            if (page.Count < PageSize) return confirmed;
            cursor = page[^1].SubscriptionId;
        }
    }

    private static FiringOutlook Outlook(
        NewsletterOptions newsletter, ScheduleOptions schedule, ScheduledFiring firing, ZoneSimulation simulated, long confirmed, FuturePosts posts)
    {
        var count = simulated.CountOf(firing);
        var beyond = Math.Max(0, count.Longest - newsletter.MaxPosts);
        var isPaused = firing.Edition is EditionState.Paused or EditionState.Cancelled ? $"its edition is {firing.Edition.ToString()!.ToLowerInvariant()}" : "";
        var isCut = beyond > 0 ? string.Create(CultureInfo.InvariantCulture, $"MaxPosts {newsletter.MaxPosts}: {beyond} by title alone") : "";
        return new FiringOutlook
        {
            Newsletter = newsletter.Name,
            Schedule = schedule.Name,
            Occurrence = firing.Occurrence,
            TimeZone = firing.TimeZone,
            FiresAt = firing.FiresAt,
            Outcome = count.Readers > 0 ? FiringOutcome.Sends : firing.Outcome,
            Note = string.Join("; ", new[] { firing.Note, isPaused, isCut }.Where(note => note.Length > 0)),
            Confirmed = confirmed,
            Readers = count.Readers,
            BeyondMaxPosts = beyond,
            Posts = [.. count.Posts.Select(post => (Post: posts.State.Posts[post.Key], Readers: post.Value))
                .OrderByDescending(post => post.Post.Post.Published).ThenBy(post => post.Post.Id, StringComparer.Ordinal)
                .Select(post => new FiringPost(post.Post.Id, post.Post.Post.Title, post.Post.Post.File, post.Post.Post.Published, posts.ScheduledAt.ContainsKey(post.Post.Id), post.Readers))],
        };
    }
}
