using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Syndication.Worker.Http.Feeds;

namespace Syndication.Worker.Http.Pages;

/// <summary>A page on its way to a browser, with the headers that every page has.</summary>
/// <param name="render">Makes the HTML.</param>
/// <param name="language">BCP 47 tag.</param>
/// <param name="statusCode">HTTP status.</param>
internal sealed class PageResult(Func<HttpRequest, string> render, string language, int statusCode) : IResult
{
    /// <summary>How long caches may keep it; null: they ask each time whether it has changed.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Origins of the pictures that it shows beside the service's own.</summary>
    public IReadOnlyList<string> ImageOrigins { get; init; } = [];

    /// <summary>Whether a script of ours may run on it.</summary>
    public bool HasScript { get; init; }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var (request, response) = (httpContext.Request, httpContext.Response);
        var html = Encoding.UTF8.GetBytes(render(request));
        var personal = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || request.Query.ContainsKey("token");
        response.StatusCode = statusCode;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy();
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // A token in the address must not reach the next site
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentLanguage = language;
        headers.CacheControl = personal || statusCode >= 400 ? "no-store"
            : MaxAge is { } age ? string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)age.TotalSeconds}") : "no-cache";
        headers.Vary = "Accept-Language";
        if (personal) headers["X-Robots-Tag"] = "noindex";
        if (!personal && statusCode == StatusCodes.Status200OK && IsKnown(request, html, headers))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(html, httpContext.RequestAborted);
    }

    private string Policy() =>
        $"default-src 'none'; style-src 'self'; img-src {string.Join(' ', ["'self'", "data:", .. ImageOrigins])}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        + (HasScript ? "; script-src 'self'" : "");

    /// <summary>Names this version of the page, and says whether the client has it.</summary>
    private static bool IsKnown(HttpRequest request, byte[] html, IHeaderDictionary headers)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(html))[..32]}\"";
        headers.ETag = tag;
        // RFC 9110 §13.1.2: weak comparison.
        return EntityTags.Contain(request.Headers.IfNoneMatch, tag, strong: false);
    }
}
