using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Hosting.Health;

/// <summary>Whether the outside hubs take what they are told.</summary>
/// <param name="notices">What they are still to be told.</param>
internal sealed class HubHealthCheck(HubNoticeStore notices) : IHealthCheck
{
    // A hub that restarts is nobody's trouble.
    private const int Tries = 4;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var troubled = await notices.ReadTroubledAsync(Tries, cancellationToken);
            var reasons = troubled.ToDictionary(hub => hub.Hub, object (hub) => string.Create(CultureInfo.InvariantCulture,
                $"Hub {hub.Hub} has not taken the news of {hub.Feeds} changed feeds for {Tries} tries; readers see them when they poll. The log has its answer."), StringComparer.Ordinal);
            return reasons.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(' ', reasons.Values), data: reasons);
        }
        catch (DbException)
        {
            // The database's own check tells.
            return HealthCheckResult.Healthy();
        }
    }
}
