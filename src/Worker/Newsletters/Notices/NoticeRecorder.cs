using System.Globalization;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Notices;

namespace Syndication.Worker.Newsletters.Notices;

/// <summary>Notes corrections and retractions that posts have gained, once their feeds are public; a mass of them holds the newsletter.</summary>
/// <param name="newsletters">The newsletters.</param>
/// <param name="digests">How many at once are usual.</param>
/// <param name="arrivals">Tells which posts a newsletter knows.</param>
/// <param name="notices">Where they are kept.</param>
/// <param name="time">Tells what is at once.</param>
/// <param name="logger">Where they are counted.</param>
public sealed partial class NoticeRecorder(
    IReadOnlyList<NewsletterOptions> newsletters, DigestsOptions digests, ArrivalStore arrivals, NoticeStore notices, TimeProvider time, ILogger<NoticeRecorder> logger)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Dictionary<(string PostId, string Fingerprint), (NoticeState State, bool IsUrgent)>> known = new(StringComparer.Ordinal);
    private PublishedState? recorded;

    /// <summary>Forgets what this process knows, since another may have noted corrections meanwhile.</summary>
    public void Forget()
    {
        known.Clear();
        recorded = null;
    }

    /// <summary>Records a state that has just become public, after its arrivals. Calls must not overlap.</summary>
    public async Task RecordAsync(PublishedState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Posts.IsEmpty && recorded is null) return;
        var stated = state.MovedSince(recorded).ToDictionary(post => post.Id, post => PostNotices.Of(post).DistinctBy(notice => notice.Fingerprint).ToList(), StringComparer.Ordinal);
        foreach (var newsletter in newsletters) await RecordAsync(newsletter, stated, cancellationToken);
        recorded = state;
    }

    private async Task RecordAsync(NewsletterOptions newsletter, Dictionary<string, List<PostNotice>> stated, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(newsletter.Name, out var before)) before = await notices.ReadKnownAsync(newsletter.Name, cancellationToken);
        var isFirst = before is null;
        before ??= [];
        var found = stated.Values.SelectMany(post => post).Where(notice => IsNews(before, notice)).ToList();
        var withdrawn = before.Where(one => one.Value.State == NoticeState.Open && stated.TryGetValue(one.Key.PostId, out var now)
            && now.TrueForAll(notice => notice.Fingerprint != one.Key.Fingerprint)).Select(one => one.Key).ToList();
        if (found.Count > 0)
        {
            var mine = await arrivals.ReadKnownAsync(newsletter.Name, cancellationToken) ?? [];
            found.RemoveAll(notice => !mine.Contains(notice.PostId));
        }

        if (isFirst || found.Count + withdrawn.Count > 0)
        {
            var hold = isFirst ? null : await JudgeAsync(newsletter, found, cancellationToken);
            await notices.RecordAsync(newsletter.Name, found, withdrawn, hold, cancellationToken);
            foreach (var notice in found) before[(notice.PostId, notice.Fingerprint)] = (isFirst ? NoticeState.Told : NoticeState.Open, notice.IsUrgent);
            foreach (var key in withdrawn) before[key] = (NoticeState.Withdrawn, before[key].IsUrgent);
            if (!isFirst && found.Count > 0) LogFound(newsletter.Name, found.Count);
            if (hold is not null) LogHeld(hold.Advice);
        }

        known[newsletter.Name] = before;
    }

    private static bool IsNews(Dictionary<(string, string), (NoticeState State, bool IsUrgent)> known, PostNotice notice) =>
        !known.TryGetValue((notice.PostId, notice.Fingerprint), out var before) || before.State == NoticeState.Withdrawn || (notice.IsUrgent && !before.IsUrgent);

    private async Task<Hold?> JudgeAsync(NewsletterOptions newsletter, List<PostNotice> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0) return null;
        var now = time.GetUtcNow();
        var posts = found.Select(notice => notice.PostId).Union(await notices.ReadRecentAsync(newsletter.Name, now - AtOnce, cancellationToken), StringComparer.Ordinal).ToList();
        if (posts.Count <= digests.MassArrivalLimit) return null;
        var mailed = await notices.FindMailedAsync(newsletter.Name, posts, cancellationToken);
        if (mailed.Count <= digests.MassArrivalLimit) return null;
        return new Hold
        {
            Scope = Hold.ScopeOf(newsletter.Name),
            Kind = HoldKind.MassCorrection,
            Affected = mailed.Count,
            Total = mailed.Count,
            HeldAt = now,
            Reason = string.Create(CultureInfo.InvariantCulture,
                $"{mailed.Count} posts of newsletter {newsletter.Name} were corrected or retracted at once, more than Digests:MassArrivalLimit ({digests.MassArrivalLimit}) allows."),
        };
    }

    [LoggerMessage(4004, LogLevel.Information, "Newsletter {Newsletter}: {Count} corrections or retractions")]
    private partial void LogFound(string newsletter, int count);

    [LoggerMessage(4005, LogLevel.Error, "{Advice}")]
    private partial void LogHeld(string advice);
}
