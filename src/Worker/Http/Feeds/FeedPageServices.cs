namespace Syndication.Worker.Http.Feeds;

/// <summary>What the pages of feeds are composed of.</summary>
internal static class FeedPageServices
{
    /// <summary>Adds them; needs what <c>AddFeeds</c> and <c>AddPages</c> add.</summary>
    public static IServiceCollection AddFeedPages(this IServiceCollection services) =>
        services.AddSingleton<FeedIndex>().AddSingleton<FeedListing>().AddSingleton<FeedListPage>().AddSingleton<FeedPage>().AddSingleton<StaticPages>();
}
