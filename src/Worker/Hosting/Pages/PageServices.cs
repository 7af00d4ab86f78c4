using Syndication.Worker.Newsletters.Pages;

namespace Syndication.Worker.Hosting.Pages;

/// <summary>What asks for posts' pages.</summary>
internal static class PageServices
{
    /// <summary>Adds what runs only in the service; needs what <c>AddWebSubHosting</c> adds.</summary>
    public static IServiceCollection AddPageHosting(this IServiceCollection services) =>
        services.AddSingleton<PageClient>().AddSingleton<PageChecker>().AddHostedService<PageWorker>();
}
