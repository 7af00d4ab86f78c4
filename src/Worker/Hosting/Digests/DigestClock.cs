using Quartz;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Hosting.Digests;

/// <summary>Sets an alarm for each schedule in each time zone in use.</summary>
/// <param name="newsletters">The newsletters.</param>
/// <param name="editions">Tells the zones in use.</param>
/// <param name="schedulers">The alarm clock; it keeps nothing over a restart, since the planner makes up what was missed.</param>
internal sealed class DigestClock(IReadOnlyList<NewsletterOptions> newsletters, EditionStore editions, ISchedulerFactory schedulers)
{
    private readonly HashSet<(string Newsletter, string Schedule, string Zone)> set = [];
    private readonly HashSet<JobKey> jobs = [];

    /// <summary>Sets the alarms that are missing. Calls must not overlap.</summary>
    public async Task SetAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var newsletter in newsletters)
        {
            foreach (var schedule in newsletter.Schedules)
            {
                var job = JobBuilder.Create<DigestJob>().WithIdentity(schedule.Name, newsletter.Name).StoreDurably(true).Build();
                foreach (var zone in await editions.ReadZonesAsync(newsletter.Name, schedule.Name, schedule.TimeZone.Id, cancellationToken))
                {
                    if (!set.Add((newsletter.Name, schedule.Name, zone.TimeZone))) continue;
                    if (jobs.Add(job.Key)) await scheduler.AddJob(job, cancellationToken: cancellationToken);
                    await scheduler.ScheduleJob(CreateAlarm(newsletter, schedule, zone.TimeZone, job.Key), cancellationToken: cancellationToken);
                }
            }
        }
    }

    private static ITrigger CreateAlarm(NewsletterOptions newsletter, ScheduleOptions schedule, string zone, JobKey job) =>
        TriggerBuilder.Create()
            .WithIdentity(zone, newsletter.Name + "/" + schedule.Name)
            .ForJob(job)
            .WithSchedule(CronScheduleBuilder.Create(schedule.Cron.CronExpressionString).InTimeZone(Firings.ZoneOf(schedule, zone))
                .WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing))
            .Build();
}
