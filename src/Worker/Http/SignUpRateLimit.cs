using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Http.SignUp;

namespace Syndication.Worker.Http;

/// <summary>How often one client may sign addresses up (<c>Subscribe:RateLimits:PerClientPerHour</c>). Clients are counted in memory and never stored.</summary>
/// <param name="options">The limit.</param>
internal sealed class SignUpRateLimit(SubscribeOptions options) : IRateLimiterPolicy<IPAddress>
{
    /// <summary>Names the policy.</summary>
    public const string Name = "sign-up";

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = RejectAsync;

    /// <inheritdoc/>
    public RateLimitPartition<IPAddress> GetPartition(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return RateLimitPartition.GetFixedWindowLimiter(ClientOf(httpContext.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.PerClientPerHour,
            Window = Window,
            QueueLimit = 0,
        });
    }

    /// <summary>The client that an address stands for: with IPv6 its /64, which one household has whole.</summary>
    public static IPAddress ClientOf(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static async ValueTask RejectAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var services = context.HttpContext.RequestServices;
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (context.HttpContext.Request.HasJsonContentType())
        {
            services.GetRequiredService<SignUpOrigins>().Allow(context.HttpContext);
            await SignUpProblem.Show(StatusCodes.Status429TooManyRequests, "Too many sign-ups from this client.").ExecuteAsync(context.HttpContext);
            return;
        }

        var language = services.GetRequiredService<PageLanguages>().Choose(context.HttpContext.Request);
        var page = services.GetRequiredService<NoticePages>().Show("tooMany", language, StatusCodes.Status429TooManyRequests);
        await page.ExecuteAsync(context.HttpContext);
    }
}
