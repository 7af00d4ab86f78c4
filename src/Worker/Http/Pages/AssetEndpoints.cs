using Microsoft.Net.Http.Headers;

namespace Syndication.Worker.Http.Pages;

/// <summary><c>/assets/</c>: the pages' style sheet and the one script.</summary>
internal static class AssetEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/assets/site.css", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, PageAssets assets) => Answer(context, assets.Style, "text/css; charset=utf-8"));
        routes.MapMethods("/assets/zone.js", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, PageAssets assets) =>
        {
            // The site's own pages use it too, from another origin.
            context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            return Answer(context, assets.Script, "text/javascript; charset=utf-8");
        });
    }

    private static IResult Answer(HttpContext context, PageAsset asset, string mediaType)
    {
        var named = context.Request.Query["v"] == asset.Version;
        context.Response.Headers.CacheControl = named ? "public, max-age=31536000, immutable" : "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(asset.Content, mediaType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}\""));
    }
}
