using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Hosting.Digests;

/// <summary>Plans what is due, one plan at a time in this process; a failure is told and made up at the next call.</summary>
/// <param name="newsletters">The newsletters.</param>
/// <param name="planner">Plans.</param>
/// <param name="clock">Tells what is due.</param>
/// <param name="logger">Where failures are reported.</param>
internal sealed partial class DigestPlanning(
    IReadOnlyList<NewsletterOptions> newsletters, EditionPlanner planner, ClockGuard clock, ILogger<DigestPlanning> logger) : IDisposable
{
    // More than that is no early alarm, but a clock that is not believed.
    private static readonly TimeSpan EarlyAlarm = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Plans what is to be told at once, and what is due of every schedule.</summary>
    public async Task PlanAllAsync(CancellationToken cancellationToken)
    {
        foreach (var newsletter in newsletters)
        {
            await PlanNoticesAsync(newsletter, cancellationToken);
            foreach (var schedule in newsletter.Schedules) await PlanAsync(newsletter, schedule, null, cancellationToken);
        }
    }

    /// <summary>Plans what is due of one schedule.</summary>
    /// <param name="newsletter">The newsletter's name.</param>
    /// <param name="schedule">The schedule's name.</param>
    /// <param name="fired">The instant that an alarm stood for, in UTC: alarms may ring a little early.</param>
    /// <param name="cancellationToken">Stops between portions.</param>
    public async Task PlanAsync(string newsletter, string schedule, DateTimeOffset? fired, CancellationToken cancellationToken)
    {
        if (newsletters.FirstOrDefault(item => item.Name == newsletter) is not { } found || found.FindSchedule(schedule) is not { } when) return;
        await PlanAsync(found, when, fired, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private Task PlanAsync(NewsletterOptions newsletter, ScheduleOptions schedule, DateTimeOffset? fired, CancellationToken cancellationToken) =>
        InTurnAsync(newsletter, schedule.Name,
            now => planner.PlanAsync(newsletter, schedule, fired > now && fired - now < EarlyAlarm ? fired.Value : now, cancellationToken), cancellationToken);

    private Task PlanNoticesAsync(NewsletterOptions newsletter, CancellationToken cancellationToken) =>
        InTurnAsync(newsletter, "corrections", now => planner.PlanNoticesAsync(newsletter, now, cancellationToken), cancellationToken);

    private async Task InTurnAsync(NewsletterOptions newsletter, string what, Func<DateTimeOffset, Task> plan, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await plan(await clock.ReadAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The edge of the loop: what is due stays due.
            LogFailed(exception, newsletter.Name, what);
        }
        finally
        {
            turn.Release();
        }
    }

    [LoggerMessage(4030, LogLevel.Error, "{Newsletter} {Schedule} could not be planned; it is tried again within a minute")]
    private partial void LogFailed(Exception exception, string newsletter, string schedule);
}
