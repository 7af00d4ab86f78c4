using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Syndication.Worker.Hosting.Health;

/// <summary>What is wrong at the moment, by part of the service; <c>/health/ready</c> tells it.</summary>
public sealed class ServiceHealth : IHealthCheck
{
    private readonly ConcurrentDictionary<string, string> degraded = new(StringComparer.Ordinal);
    private volatile bool isReady;

    /// <summary>Notes that feeds are served.</summary>
    public void Ready() => isReady = true;

    /// <summary>Notes what is wrong with a part, or null that it is well.</summary>
    public void Set(string part, string? reason)
    {
        if (reason is null) degraded.TryRemove(part, out _);
        else degraded[part] = reason;
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var reasons = degraded.OrderBy(reason => reason.Key, StringComparer.Ordinal).ToDictionary(reason => reason.Key, object (reason) => reason.Value, StringComparer.Ordinal);
        if (!isReady) return Task.FromResult(HealthCheckResult.Unhealthy("The feeds are not there yet.", data: reasons));
        return Task.FromResult(reasons.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(' ', reasons.Values), data: reasons));
    }
}
