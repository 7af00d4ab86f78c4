using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Worker.Mail.Limits;
using Syndication.Worker.Newsletters.Sending;
using Syndication.Worker.Storage.Sending;

namespace Syndication.Worker.Hosting.Health;

/// <summary>Whether mail can leave, and what keeps it.</summary>
/// <param name="destination">What the last attempts came to.</param>
/// <param name="paces">The recipient domains that take nothing for now.</param>
/// <param name="log">Whether what happens can be noted.</param>
/// <param name="editions">The editions that the service has paused.</param>
internal sealed class MailHealthCheck(DestinationHealth destination, DomainPaces paces, DeliveryLog log, EditionControlStore editions) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var reasons = new Dictionary<string, object>(StringComparer.Ordinal);
        if (destination.Trouble is { } trouble) reasons["destination"] = $"Mail cannot leave: {trouble}";
        if (log.Trouble is { } failure) reasons["notes"] = $"Mail waits, since the database does not take what happens to it: {failure}";
        if (log.Time.Behind is var behind && behind > TimeSpan.Zero)
        {
            reasons["clock"] = string.Create(CultureInfo.InvariantCulture, $"The clock was set back by {behind.TotalMinutes:0} minutes; mail goes by the time that has passed until the clock has caught up.");
        }

        foreach (var (name, reply) in paces.Troubles.OrderBy(domain => domain.Key, StringComparer.Ordinal))
        {
            // A reader's own domain tells who the reader is.
            var domains = name == DomainLimit.Others ? "some domains" : name;
            reasons["domain/" + name] = $"Mail to {domains} waits: {ReplyText.WithoutAddresses(reply)}";
        }

        await AddPausedAsync(reasons, cancellationToken);
        return reasons.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(' ', reasons.Values), data: reasons);
    }

    private async Task AddPausedAsync(Dictionary<string, object> reasons, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var edition in await editions.ReadPausedAsync(cancellationToken)) reasons["edition/" + edition.Id] = edition.Advice;
        }
        catch (DbException)
        {
            // The database's own check tells.
        }
    }
}
