using System.Globalization;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters;

/// <summary>Derives what is due from schedules, watermarks and arrivals, and writes it as deliveries. Any worker may plan at any time.</summary>
/// <param name="editions">The editions.</param>
/// <param name="limits">How far a plan may go.</param>
/// <param name="planning">Writes the portions.</param>
/// <param name="published">The posts that are public.</param>
/// <param name="logger">Where plans are reported.</param>
public sealed partial class EditionPlanner(
    EditionStore editions, PlanningLimits limits, PlanningStore planning, PublishedPosts published, ILogger<EditionPlanner> logger)
{
    // The command that asked for an edition plans it; this long without an end, and it was killed.
    private static readonly TimeSpan CommandPatience = TimeSpan.FromMinutes(5);

    /// <summary>Readers planned in one transaction; an unsubscription waits for no more than that.</summary>
    public int PortionSize { get; init; } = 2000;

    /// <summary>Plans every occurrence of a schedule that is due and not planned, in each zone in use; missed ones collapse into the last.</summary>
    /// <param name="newsletter">The newsletter.</param>
    /// <param name="schedule">One of its schedules.</param>
    /// <param name="now">Firings up to this instant are due.</param>
    /// <param name="cancellationToken">Stops between portions; the next call goes on there.</param>
    public async Task<IReadOnlyList<PlannedEdition>> PlanAsync(
        NewsletterOptions newsletter, ScheduleOptions schedule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        ArgumentNullException.ThrowIfNull(schedule);
        var defaultZone = schedule.TimeZone.Id;
        var zones = await editions.ReadZonesAsync(newsletter.Name, schedule.Name, defaultZone, cancellationToken);
        // Before the content is read nothing can be chosen; what is due stays due.
        if (ReferenceEquals(published.Current, PublishedState.Empty)) return [];
        // What is due while the newsletter is held stays due, and is made up once when it is released.
        if (await limits.ReadAsync(newsletter.Name, now, cancellationToken) is not { } reach) return [];
        var planned = new List<PlannedEdition>();
        foreach (var share in await editions.ReadUnfinishedAsync(newsletter.Name, schedule.Name, defaultZone, cancellationToken))
        {
            planned.Add(await FinishAsync(newsletter, share, cancellationToken));
        }

        foreach (var known in zones)
        {
            var zone = Firings.ZoneOf(schedule, known.TimeZone);
            if (Firings.LastBetween(schedule, zone, known.PlannedThrough, now) is not { } firing) continue;
            var proposed = Propose(newsletter, schedule.Name, Firings.Occurrence(firing, zone), reach);
            var share = await editions.OpenAsync(proposed, known.TimeZone, defaultZone, firing, cancellationToken);
            if (share is not null) planned.Add(await FinishAsync(newsletter, share, cancellationToken));
        }

        return planned;
    }

    /// <summary>Plans what is due to every reader now, whatever the schedules' hours. Null when nothing is due to anyone, or the newsletter is held.</summary>
    public async Task<PlannedEdition?> PlanNowAsync(NewsletterOptions newsletter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        if (await limits.ReadAsync(newsletter.Name, now, cancellationToken) is not { } reach) return null;
        var proposed = Propose(newsletter, EditionShare.Everyone, Edition.NowPrefix + Stamp(now), reach);
        return await PlanForEveryoneAsync(newsletter, proposed, now, cancellationToken);
    }

    /// <summary>Plans the newest posts for every reader, whatever the watermarks, and leaves those where they are. Null when there is no post or no reader, or the newsletter is held.</summary>
    public async Task<PlannedEdition?> PlanLatestAsync(NewsletterOptions newsletter, int count, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        if (!published.Current.Posts.Values.Any(post => post.Post.Retracted is null && newsletter.Selects(post.Post))) return null;
        if (await limits.ReadAsync(newsletter.Name, now, cancellationToken) is not { } reach) return null;
        var occurrence = string.Create(CultureInfo.InvariantCulture, $"{Edition.LatestPrefix}{Stamp(now)}/{count}");
        var arrived = reach with { Through = await limits.ReadArrivedAsync(newsletter.Name, cancellationToken) };
        return await PlanForEveryoneAsync(newsletter, Propose(newsletter, EditionShare.Everyone, occurrence, arrived), now, cancellationToken);
    }

    /// <summary>
    /// Plans an edition that tells urgent corrections and retractions at once to those who were sent the faulty versions; goes on with one that was interrupted,
    /// and with one that was asked for by a command that was.
    /// </summary>
    /// <returns>What was planned; mostly nothing.</returns>
    public async Task<IReadOnlyList<PlannedEdition>> PlanNoticesAsync(NewsletterOptions newsletter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        if (ReferenceEquals(published.Current, PublishedState.Empty)) return [];
        if (await limits.ReadAsync(newsletter.Name, now, cancellationToken) is not { } reach) return [];
        var planned = new List<PlannedEdition>();
        foreach (var share in await editions.ReadUnfinishedAsync(newsletter.Name, EditionShare.Everyone, EditionShare.Everyone, cancellationToken))
        {
            if (share.IsNotice) planned.Add(await FinishNoticesAsync(newsletter, share, cancellationToken));
            else if (share.FiresAt < now - CommandPatience) planned.Add(await FinishAsync(newsletter, share, cancellationToken));
        }

        if (!await limits.IsNoticeDueAsync(newsletter.Name, reach, cancellationToken)) return planned;
        var proposed = Propose(newsletter, EditionShare.Everyone, Edition.NoticePrefix + Stamp(now), reach with { Through = 0 });
        if (await editions.OpenAsync(proposed, EditionShare.Everyone, EditionShare.Everyone, now, cancellationToken) is not { } opened) return planned;
        var edition = await FinishNoticesAsync(newsletter, opened, cancellationToken);
        if (edition.Deliveries > 0) planned.Add(edition);
        else await editions.RemoveEmptyAsync(opened.Edition.Id, cancellationToken);
        return planned;
    }

    private Task<PlannedEdition> FinishNoticesAsync(NewsletterOptions newsletter, EditionShare share, CancellationToken cancellationToken)
    {
        var state = published.Current;
        var due = new DuePosts(newsletter, state, 0);
        return FinishAsync(share, false, state.Revision, (readers, _) => due.DecideNotices(readers), cancellationToken);
    }

    private async Task<PlannedEdition?> PlanForEveryoneAsync(
        NewsletterOptions newsletter, Edition proposed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var share = await editions.OpenAsync(proposed, EditionShare.Everyone, EditionShare.Everyone, now, cancellationToken);
        if (share is null) return null;
        var planned = await FinishAsync(newsletter, share, cancellationToken);
        if (planned.Deliveries > 0) return planned;
        await editions.RemoveEmptyAsync(share.Edition.Id, cancellationToken);
        return null;
    }

    private async Task<PlannedEdition> FinishAsync(NewsletterOptions newsletter, EditionShare share, CancellationToken cancellationToken)
    {
        var state = published.Current;
        var due = new DuePosts(newsletter, state, share.Edition.Through);
        if (share.Latest is not { } count) return await FinishAsync(share, true, state.Revision, due.Decide, cancellationToken);
        var decide = due.DecideLatest(count, await limits.ReadLaterAsync(newsletter.Name, share.Edition.Through, cancellationToken));
        return await FinishAsync(share, false, state.Revision, (readers, _) => decide(readers), cancellationToken);
    }

    private async Task<PlannedEdition> FinishAsync(
        EditionShare share, bool moveWatermarks, long revision, PlanningStore.Decision decide, CancellationToken cancellationToken)
    {
        // Another process may have numbered posts that this one has not read yet: passing over them would lose them.
        // The share stays unfinished, and whoever knows its posts goes on with it.
        if (revision < await limits.ReadLedgerRevisionAsync(cancellationToken)) return new PlannedEdition(share.Edition, 0);
        var deliveries = 0;
        PortionResult portion;
        do
        {
            portion = await planning.PlanNextAsync(share, moveWatermarks, decide, PortionSize, cancellationToken);
            deliveries += portion.Deliveries;
        }
        while (!portion.IsLast);

        LogPlanned(share.Edition.Newsletter, share.Edition.Schedule, share.Edition.Occurrence, share.TimeZone, deliveries);
        return new PlannedEdition(share.Edition, deliveries);
    }

    private static Edition Propose(NewsletterOptions newsletter, string schedule, string occurrence, PlanningReach reach) => new()
    {
        Id = RandomId.New(),
        Newsletter = newsletter.Name,
        Schedule = schedule,
        Occurrence = occurrence,
        State = EditionState.Planning,
        Through = reach.Through,
        NoticesThrough = reach.Notices,
    };

    private static string Stamp(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    [LoggerMessage(4010, LogLevel.Information, "Planned {Newsletter} {Schedule} {Occurrence} for time zone {Zone}: {Deliveries} deliveries")]
    private partial void LogPlanned(string newsletter, string schedule, string occurrence, string zone, int deliveries);
}
