using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Feeds.Rendering;

namespace Syndication.Tests.Feeds.Publishing;

/// <summary>Composes the pipeline as the program does.</summary>
internal static class Pipelines
{
    public static ContentPipeline Create(ContentOptions content, FeedsOptions feeds, ILedgerStore store)
    {
        var time = TimeProvider.System;
        var published = new PublishedPosts(new PostBodyReader(content), new PostRenderer(Posts.Site));
        var builder = new FeedBuilder(Posts.Site, feeds, published);
        var output = new FeedOutput(feeds, time);
        var site = new FeedSite(feeds, Posts.Site, new FeedPublisher(feeds, builder, output), new ArchivePublisher(feeds, builder, output), new LastGoodReader(feeds));
        var reader = new ContentReader(new ContentScanner(content, new PostParser(Posts.Site, content), time), new SnapshotBuilder(content), content);
        return new ContentPipeline(reader, new IdentityLedger(Posts.Site, content, feeds), store, site, published, time);
    }
}
