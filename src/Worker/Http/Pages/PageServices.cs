namespace Syndication.Worker.Http.Pages;

/// <summary>What pages are composed of.</summary>
internal static class PageServices
{
    /// <summary>Adds the renderer, its languages and its style sheet; needs what <c>AddSyndication</c> adds.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services.AddSingleton<PageLanguages>().AddSingleton<PageAssets>().AddSingleton<PageRenderer>();
}
