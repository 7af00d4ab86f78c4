using System.Collections.Immutable;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters;

/// <summary>Numbers the posts that newly match a newsletter, once their feeds are public.</summary>
/// <param name="newsletters">The newsletters.</param>
/// <param name="digests">What counts as new on a first start.</param>
/// <param name="arrivals">Where the numbers are kept.</param>
/// <param name="time">Tells what a first start may look back on.</param>
/// <param name="brake">Holds a newsletter that would get too many.</param>
/// <param name="logger">Where new posts are counted.</param>
public sealed partial class ArrivalRecorder(
    IReadOnlyList<NewsletterOptions> newsletters, DigestsOptions digests, ArrivalStore arrivals, TimeProvider time, ArrivalBrake brake, ILogger<ArrivalRecorder> logger)
{
    private readonly Dictionary<string, HashSet<string>> known = new(StringComparer.Ordinal);
    private PublishedState? recorded;

    /// <summary>Forgets what this process knows, since another may have numbered posts meanwhile.</summary>
    public void Forget()
    {
        known.Clear();
        recorded = null;
        brake.Forget();
    }

    /// <summary>Records a state that has just become public. Calls must not overlap.</summary>
    public async Task RecordAsync(PublishedState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        // No post at all is a folder that is not there yet, not a site's first day: what it holds later is old.
        if (state.Posts.IsEmpty && recorded is null) return;
        // A post that is the very object of the last state cannot match anew: the cost follows the change.
        var moved = state.MovedSince(recorded);
        foreach (var newsletter in newsletters) await RecordAsync(newsletter, state.Posts, moved, cancellationToken);
        recorded = state;
    }

    private async Task RecordAsync(
        NewsletterOptions newsletter, ImmutableDictionary<string, LedgerPost> posts, IReadOnlyList<LedgerPost> moved, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(newsletter.Name, out var numbered))
        {
            // Identities are long and many: the instances that the posts have are kept, and not another for each newsletter.
            numbered = (await arrivals.ReadKnownAsync(newsletter.Name, cancellationToken))?.Select(id => posts.TryGetKey(id, out var shared) ? shared : id).ToHashSet(StringComparer.Ordinal);
        }

        var isFirst = numbered is null;
        numbered ??= new HashSet<string>(StringComparer.Ordinal);
        var found = moved.Where(post => !numbered.Contains(post.Id) && newsletter.Selects(post.Post))
            .OrderBy(post => post.Post.Published).ThenBy(post => post.Id, StringComparer.Ordinal).ToList();
        if (isFirst || found.Count > 0)
        {
            var since = time.GetUtcNow() - digests.Lookback;
            var old = isFirst ? found.Where(post => post.Post.Published < since).Select(post => post.Id).ToList() : [];
            var fresh = found.Select(post => post.Id).Except(old, StringComparer.Ordinal).ToList();
            var hold = isFirst ? null : await brake.JudgeAsync(newsletter, fresh.Count, numbered.Count, cancellationToken);
            var count = await arrivals.AddAsync(newsletter.Name, old, fresh, hold, digests.RequireLivePage, cancellationToken);
            numbered.UnionWith(old);
            numbered.UnionWith(fresh);
            if (isFirst) LogStarted(newsletter.Name, old.Count, count);
            else LogArrived(newsletter.Name, count);
            if (hold is not null) LogHeld(hold.Advice);
        }

        await brake.RememberAsync(newsletter, cancellationToken);
        known[newsletter.Name] = numbered;
    }

    [LoggerMessage(4001, LogLevel.Information, "Newsletter {Newsletter} starts with {Old} posts that count as announced and {New} new ones")]
    private partial void LogStarted(string newsletter, int old, int @new);

    [LoggerMessage(4003, LogLevel.Error, "{Advice}")]
    private partial void LogHeld(string advice);

    [LoggerMessage(4002, LogLevel.Information, "Newsletter {Newsletter}: {New} new posts")]
    private partial void LogArrived(string newsletter, int @new);
}
