using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Syndication.Worker.Http;

/// <summary>How often one client may ask the hub for something: enough to subscribe to every tag of a large site within minutes.</summary>
internal sealed class HubRateLimit : IRateLimiterPolicy<IPAddress>
{
    /// <summary>Names the policy.</summary>
    public const string Name = "hub";

    /// <summary>Requests of one client within a minute.</summary>
    public const int PerMinute = 120;

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = static async (context, cancellationToken) =>
    {
        context.HttpContext.Response.Headers.RetryAfter = "60";
        await HubEndpoints.Say("This client has asked too often; it may go on in a minute.", StatusCodes.Status429TooManyRequests).ExecuteAsync(context.HttpContext);
    };

    /// <inheritdoc/>
    public RateLimitPartition<IPAddress> GetPartition(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return RateLimitPartition.GetFixedWindowLimiter(SignUpRateLimit.ClientOf(httpContext.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = PerMinute,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        });
    }
}
