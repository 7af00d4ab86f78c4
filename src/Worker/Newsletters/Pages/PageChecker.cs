using Syndication.Feeds.Publishing;
using Syndication.Worker.Model.Pages;
using Syndication.Worker.Storage.Ingest;
using Syndication.Worker.Storage.Pages;

namespace Syndication.Worker.Newsletters.Pages;

/// <summary>Asks for the pages of posts that wait for them: each at most once a minute, later less often, and never again once it answers.</summary>
/// <param name="checks">What waits.</param>
/// <param name="published">The posts: their addresses are those of now.</param>
/// <param name="lease">Whether this worker ingests: those that follow may not know the newest posts yet.</param>
/// <param name="client">Asks.</param>
/// <param name="time">Measures pauses.</param>
/// <param name="logger">Where pages that answer are noted.</param>
internal sealed partial class PageChecker(PageCheckStore checks, PublishedPosts published, IngestLease lease, PageClient client, TimeProvider time, ILogger<PageChecker> logger)
{
    private const int AtOnce = 4;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterPatience = TimeSpan.FromHours(1);

    /// <summary>Asks for all pages that are due.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        if (!lease.IsHeld) return;
        while (await checks.ClaimAsync(AtOnce, cancellationToken) is { Count: > 0 } due)
        {
            await Task.WhenAll(due.Select(check => AskAsync(check, cancellationToken)));
        }
    }

    /// <summary>How long after an attempt the next one comes: 1, 2, 4 … minutes, at most 15; after a day, an hour.</summary>
    /// <param name="attempts">Attempts so far, at least one.</param>
    /// <param name="waited">Since when the post waits.</param>
    internal static TimeSpan DelayAfter(long attempts, TimeSpan waited)
    {
        if (waited >= Patience) return AfterPatience;
        var delay = Shortest * Math.Pow(2, Math.Min(attempts - 1, 10));
        return delay < Longest ? delay : Longest;
    }

    private async Task AskAsync(PageCheck check, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var next = asked + DelayAfter(check.Attempts, asked - check.Since);
        if (published.Current.Posts.GetValueOrDefault(check.PostId) is not { } post)
        {
            await checks.DelayAsync(check.PostId, "the post is not public", next, cancellationToken);
            return;
        }

        var answer = await client.AskAsync(new Uri(post.Post.Url), cancellationToken);
        if (!answer.IsLive)
        {
            await checks.DelayAsync(check.PostId, answer.Words, next, cancellationToken);
            return;
        }

        await checks.EndAsync(check.PostId, answer.Words, cancellationToken);
        LogLive(post.Post.File, check.Attempts);
    }

    [LoggerMessage(4006, LogLevel.Information, "The page of {File} answers (attempt {Attempts}): the post may be mailed")]
    private partial void LogLive(string file, long attempts);
}
