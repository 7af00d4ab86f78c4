using Quartz;

namespace Syndication.Worker.Hosting.Digests;

/// <summary>The alarm of one schedule: its key's group is the newsletter, its name the schedule. What is due the planner knows by itself.</summary>
/// <param name="planning">Plans.</param>
[DisallowConcurrentExecution]
internal sealed class DigestJob(DigestPlanning planning) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        await planning.PlanAsync(context.JobDetail.Key.Group, context.JobDetail.Key.Name, context.ScheduledFireTimeUtc, cancellationToken);
    }
}
