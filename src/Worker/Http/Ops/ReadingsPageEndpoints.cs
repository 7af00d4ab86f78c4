using System.Globalization;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Http.Ops;

/// <summary><c>/feeds/</c> of ops: who reads the feeds.</summary>
internal static class ReadingsPageEndpoints
{
    private const int DefaultDays = 7;
    private const int MostDays = 92;

    /// <summary>Maps the page; <c>days</c> in the query says how far it looks back.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/feeds/", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext context, FeedReadingStore store, TimeProvider time, int? days)
    {
        var shown = Math.Clamp(days ?? DefaultDays, 1, MostDays);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var since = today.AddDays(1 - shown);
        var readings = await store.SumAsync(since, context.RequestAborted);
        var title = string.Create(CultureInfo.InvariantCulture, $"Readers of the feeds, {since:yyyy-MM-dd} to {today:yyyy-MM-dd}");
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return Results.Text(ReadingsPage.Write(title, readings), "text/html; charset=utf-8");
    }
}
