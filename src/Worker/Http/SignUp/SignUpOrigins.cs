using Syndication.Feeds.Content;

namespace Syndication.Worker.Http.SignUp;

/// <summary>Which other pages may sign readers up by script, and be returned to (<c>Subscribe:Origins</c>).</summary>
/// <param name="options">The list.</param>
/// <param name="site">The site's own pages may be returned to.</param>
internal sealed class SignUpOrigins(SubscribeOptions options, SiteOptions site)
{
    /// <summary>Lets the script of a listed page read the answer (CORS).</summary>
    /// <returns>False for a page that is not listed; a request without Origin comes from no page.</returns>
    public bool Allow(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || string.Equals(origin, OwnOrigin(context.Request), StringComparison.OrdinalIgnoreCase)) return true;
        context.Response.Headers.Append("Vary", "Origin");
        if (!options.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)) return false;
        context.Response.Headers.AccessControlAllowOrigin = origin;
        return true;
    }

    /// <summary>Answers a browser that asks what it may send.</summary>
    public IResult AnswerPreflight(HttpContext context)
    {
        if (Allow(context))
        {
            context.Response.Headers.AccessControlAllowMethods = "POST";
            context.Response.Headers.AccessControlAllowHeaders = "Content-Type";
            context.Response.Headers.AccessControlMaxAge = "86400";
        }

        context.Response.Headers.Allow = "GET, HEAD, POST, OPTIONS";
        return Results.NoContent();
    }

    /// <summary>An address that a form may lead back to, or null: nobody shall borrow our name to lead people elsewhere.</summary>
    public string? ReturnTo(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var target) && target is { Scheme: "https" or "http", UserInfo.Length: 0 }
        && options.Origins.Append(site.BaseUrl.GetLeftPart(UriPartial.Authority)).Contains(target.GetLeftPart(UriPartial.Authority), StringComparer.OrdinalIgnoreCase)
            ? target.AbsoluteUri
            : null;

    private static string OwnOrigin(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}";
}
