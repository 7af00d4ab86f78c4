using Syndication.Worker.Model;
using Syndication.Worker.WebSub;

namespace Syndication.Worker.Http;

/// <summary><c>/hub</c>: the built-in hub, for programs (WebSub §5).</summary>
internal static class HubEndpoints
{
    /// <summary>Its path.</summary>
    public const string Path = "/hub";

    private const string RetrySeconds = "60";

    /// <summary>Adds the limit on requests.</summary>
    public static IServiceCollection AddHub(this IServiceCollection services) =>
        services.AddRateLimiter(limiter => limiter.AddPolicy<System.Net.IPAddress, HubRateLimit>(HubRateLimit.Name));

    /// <summary>Adds the address, where the hub is on; the application calls <c>UseRateLimiter</c> before.</summary>
    public static void Map(IEndpointRouteBuilder routes, WebSubOptions options)
    {
        if (options.BuiltInHub is null) return;
        routes.MapPost(Path, TakeUpAsync).DisableAntiforgery().AddEndpointFilter<DatabaseTroubleFilter>().RequireRateLimiting(HubRateLimit.Name);
    }

    /// <summary>An answer in plain text, for the subscriber's developer (WebSub §5.1).</summary>
    public static IResult Say(string text, int status) => Results.Text(text + "\n", "text/plain; charset=utf-8", statusCode: status);

    private static async Task<IResult> TakeUpAsync(HttpRequest request, HubWishParser parser, PublicTopics topics, HubRegistration registration)
    {
        var (form, status) = await FormReader.ReadAsync(request);
        if (form is null) return Say("The body must be a form (application/x-www-form-urlencoded) of at most 32 KB.", status);
        var (wish, fault) = parser.Read(form);
        if (wish is null) return Say(fault, StatusCodes.Status400BadRequest);
        if (!topics.IsReady) return Later(request, "The feeds are not there yet.");
        return await registration.TakeUpAsync(wish, request.HttpContext.RequestAborted) switch
        {
            HubAcceptance.HostIsFull => Say("This hub has as many subscriptions of that callback's host as it takes.", StatusCodes.Status403Forbidden),
            HubAcceptance.HubIsFull => Later(request, "This hub has as many subscriptions as it takes."),
            _ => Say("The callback will be asked.", StatusCodes.Status202Accepted),
        };
    }

    private static IResult Later(HttpRequest request, string text)
    {
        request.HttpContext.Response.Headers.RetryAfter = RetrySeconds;
        return Say(text, StatusCodes.Status503ServiceUnavailable);
    }
}
