using Syndication.Worker.Http.Pages;
using Syndication.Worker.Http.Preferences;
using Syndication.Worker.Http.SignUp;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Http;

/// <summary>All addresses that readers sign up, confirm and leave through.</summary>
internal static class SubscriptionEndpoints
{
    /// <summary>Adds what the pages need; needs what <c>AddSyndication</c> and <c>AddSubscribing</c> add.</summary>
    public static IServiceCollection AddSubscriptionPages(this IServiceCollection services)
    {
        services.AddPages().AddSingleton<NoticePages>().AddSingleton<SubscribePages>().AddSingleton<LinkPages>().AddSingleton<UnsubscribeAlternatives>();
        services.AddSingleton<NewsletterTags>().AddSingleton<SignUpOrigins>().AddSingleton<SignUpTrap>().AddSingleton<SignUpValidator>().AddSingleton<SignUpChecks>()
            .AddSingleton<SubscribeParts>().AddSingleton<SignUpForm>().AddSingleton<SignUpJson>().AddSingleton<PreferencesPages>().AddSingleton<PreferencesModel>().AddSingleton<PreferencesActions>();
        services.AddRateLimiter(limiter => limiter.AddPolicy<System.Net.IPAddress, SignUpRateLimit>(SignUpRateLimit.Name));
        // At Information the host logs each request's query, and with it the tokens of links.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services;
    }

    /// <summary>Adds the addresses; the application calls <c>UseRateLimiter</c> before.</summary>
    public static void MapSubscriptionPages(this IEndpointRouteBuilder routes)
    {
        AssetEndpoints.Map(routes);
        SubscribeEndpoints.Map(routes);
        ConfirmEndpoints.Map(routes);
        UnsubscribeEndpoints.Map(routes);
        PreferencesEndpoints.Map(routes);
    }
}
