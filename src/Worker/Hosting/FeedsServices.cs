using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Feeds.Rendering;

namespace Syndication.Worker.Hosting;

/// <summary>The way from the content folder to the feeds' files.</summary>
internal static class FeedsServices
{
    /// <summary>Adds the pipeline; an <see cref="ILedgerStore"/> and a <see cref="TimeProvider"/> must be there.</summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services, SiteOptions site, ContentOptions content, FeedsOptions feeds) => services
        .AddSingleton(site).AddSingleton(content).AddSingleton(feeds)
        .AddSingleton<PostBodyReader>().AddSingleton<PostRenderer>().AddSingleton<PostParser>().AddSingleton<ContentScanner>().AddSingleton<SnapshotBuilder>()
        .AddSingleton<ContentReader>().AddSingleton<IdentityLedger>().AddSingleton<PublishedPosts>()
        .AddSingleton<FeedBuilder>().AddSingleton<FeedOutput>().AddSingleton<FeedPublisher>().AddSingleton<ArchivePublisher>().AddSingleton<LastGoodReader>()
        .AddSingleton<FeedSite>().AddSingleton<ContentPipeline>();
}
