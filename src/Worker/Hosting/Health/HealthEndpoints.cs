using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Worker.Hosting.Health;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it serves, and what is wrong with it.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var reasons = report.Entries.Values.SelectMany(entry => entry.Data.Count > 0
            ? entry.Data.Select(reason => (string)reason.Value)
            : [entry.Description ?? ""]).Where(reason => reason.Length > 0);
        var lease = context.RequestServices.GetRequiredService<IngestLease>();
        var ingests = lease.IsHeld ? "this worker" : lease.Holder is { IsExpired: false } other ? other.Name : "nobody";
        return context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), reasons, ingests }, JsonSerializerOptions.Web, context.RequestAborted);
    }
}
