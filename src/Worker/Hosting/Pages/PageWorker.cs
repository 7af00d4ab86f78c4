using System.Globalization;
using Syndication.Worker.Hosting.Health;
using Syndication.Worker.Model.Pages;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Pages;
using Syndication.Worker.Storage.Pages;

namespace Syndication.Worker.Hosting.Pages;

/// <summary>With <c>Digests:RequireLivePage</c>, asks for pages that are due and tells health of posts that wait long; without it, lets go of what still waits.</summary>
/// <param name="digests">Whether pages are asked for.</param>
/// <param name="checker">Asks.</param>
/// <param name="checks">What waits.</param>
/// <param name="health">Told of posts that wait long.</param>
/// <param name="time">Measures the interval.</param>
/// <param name="logger">Where failures are reported.</param>
internal sealed partial class PageWorker(
    DigestsOptions digests, PageChecker checker, PageCheckStore checks, ServiceHealth health, TimeProvider time, ILogger<PageWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // A site that is built and published takes minutes.
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(30);

    /// <summary>What health says of posts that wait, or null.</summary>
    /// <param name="waiting">What waits, the longest first.</param>
    /// <param name="now">The time.</param>
    internal static string? Tell(IReadOnlyList<PageCheck> waiting, DateTimeOffset now)
    {
        var late = waiting.Where(check => now - check.Since >= Usual).ToList();
        if (late.Count == 0) return null;
        var since = late[0].Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        var answer = late[0].Answer.Length == 0 ? "none yet" : late[0].Answer;
        return string.Create(CultureInfo.InvariantCulture,
            $"{late.Count} posts wait for their pages before they are mailed, the first since {since}; its last answer: {answer} ({late[0].PostId}).");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (!digests.RequireLivePage)
                {
                    await checks.EndAllAsync(stoppingToken);
                    return;
                }

                await checker.RunDueAsync(stoppingToken);
                health.Set("pages", Tell(await checks.ReadWaitingAsync(stoppingToken), time.GetUtcNow()));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The edge of the loop: what was taken is due again in two minutes.
                LogFailed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(4007, LogLevel.Warning, "Pages could not be asked for: {Reason}")]
    private partial void LogFailed(string reason);
}
