using Microsoft.Net.Http.Headers;

namespace Syndication.Worker.Http.Pages;

/// <summary><c>/assets/site.css</c>: the pages' style sheet.</summary>
internal static class StyleEndpoints
{
    /// <summary>Adds the address.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/assets/site.css", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, SiteStyle style) =>
        {
            var sheet = style.Current;
            var named = context.Request.Query["v"] == sheet.Version;
            context.Response.Headers.CacheControl = named ? "public, max-age=31536000, immutable" : "no-cache";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.Bytes(sheet.Content, "text/css; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{sheet.Version}\""));
        });
}
