using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Worker.Hosting.Health;

/// <summary>Whether mail can leave.</summary>
/// <param name="destination">What the last attempts came to.</param>
internal sealed class MailHealthCheck(DestinationHealth destination) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(destination.Trouble is { } trouble ? HealthCheckResult.Degraded($"Mail cannot leave: {trouble}") : HealthCheckResult.Healthy());
}
