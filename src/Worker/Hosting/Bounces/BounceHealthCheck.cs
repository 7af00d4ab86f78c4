using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Worker.Newsletters.Bounces;
using Syndication.Worker.Storage.Bounces;

namespace Syndication.Worker.Hosting.Bounces;

/// <summary>Whether too much comes back, and why; told by the database, so that it knows what other processes saw.</summary>
/// <param name="alarms">What ops have to know.</param>
/// <param name="kept">Mails that could not be read.</param>
/// <param name="time">Tells the day.</param>
internal sealed class BounceHealthCheck(BounceAlarmStore alarms, KeptMails kept, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var since = time.GetUtcNow() - Memory;
        var reasons = new List<string>();
        foreach (var alarm in await alarms.ReadEditionsAsync(since, cancellationToken))
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture,
                $"Edition {alarm.EditionId} had {alarm.Count} {alarm.Kind.ToLowerInvariant()} among {alarm.Sent} sent messages and was stopped; find out why before it is resumed."));
        }

        foreach (var (status, count) in await alarms.ReadRefusalsAsync(since, cancellationToken))
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"Our sender or messages were refused {count} times since yesterday with status {status}."));
        }

        if (reasons.Count > 0) return HealthCheckResult.Degraded(string.Join(' ', reasons));
        var mails = kept.Count();
        return HealthCheckResult.Healthy(mails == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{mails} mails that came back could not be read; they are kept in Mail:Bounces:Kept."));
    }
}
