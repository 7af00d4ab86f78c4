namespace Syndication.Worker.Hosting.Bounces;

/// <summary>What runs in the service to read what comes back.</summary>
internal static class BounceServices
{
    /// <summary>Adds the worker, its counters and its health.</summary>
    public static IServiceCollection AddBounceHosting(this IServiceCollection services)
    {
        services.AddSingleton<BounceMetrics>().AddHostedService<BounceWorker>();
        services.AddHealthChecks().AddCheck<BounceHealthCheck>("bounces");
        return services;
    }
}
