using System.Text;

namespace Syndication.Worker.Http.Pages;

/// <summary>A page on its way to a browser, with the headers that every page has.</summary>
/// <param name="render">Makes the HTML.</param>
/// <param name="language">BCP 47 tag.</param>
/// <param name="statusCode">HTTP status.</param>
/// <param name="hasScript">Whether a script of ours may run on it.</param>
internal sealed class PageResult(Func<HttpRequest, string> render, string language, int statusCode, bool hasScript) : IResult
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var (request, response) = (httpContext.Request, httpContext.Response);
        var html = Encoding.UTF8.GetBytes(render(request));
        var personal = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || request.Query.ContainsKey("token");
        response.StatusCode = statusCode;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = hasScript ? Policy + "; script-src 'self'" : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // A token in the address must not reach the next site
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentLanguage = language;
        headers.CacheControl = personal || statusCode >= 400 ? "no-store" : "no-cache";
        headers.Vary = "Accept-Language";
        if (personal) headers["X-Robots-Tag"] = "noindex";
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(html, httpContext.RequestAborted);
    }
}
