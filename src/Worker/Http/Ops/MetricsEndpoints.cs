namespace Syndication.Worker.Http.Ops;

/// <summary><c>/metrics</c> for Prometheus.</summary>
internal static class MetricsEndpoints
{
    /// <summary>Maps the address.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", (MetricsCollector metrics) =>
        Results.Text(MetricsText.Write(metrics.Collect()), MetricsText.ContentType));
}
