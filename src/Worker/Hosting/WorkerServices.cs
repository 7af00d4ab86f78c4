using Syndication.Feeds.Ledger;
using Syndication.Worker.Hosting.Bounces;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Hosting.Content.Ingest;
using Syndication.Worker.Hosting.Digests;
using Syndication.Worker.Hosting.Health;
using Syndication.Worker.Hosting.Pages;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Hosting.WebSub;
using Syndication.Worker.Http;
using Syndication.Worker.Http.EditionArchive;
using Syndication.Worker.Http.Feeds;
using Syndication.Worker.Http.Ops;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Notices;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Ingest;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Hosting;

/// <summary>What the service and the commands are composed of.</summary>
internal static class WorkerServices
{
    /// <summary>Adds everything but hosted services and endpoints.</summary>
    public static IServiceCollection AddSyndication(this IServiceCollection services, ServiceSettings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings).AddSingleton(settings.Service).AddSingleton(settings.Digests).AddSingleton(settings.Subscribe).AddSingleton(settings.Mail)
            .AddSingleton(settings.Privacy).AddSingleton(settings.Storage).AddSingleton(settings.Ops).AddSingleton(settings.Hook);
        services.AddSingleton<IReadOnlyList<Newsletters.NewsletterOptions>>(settings.Newsletters);
        services.AddSingleton<Database>().AddSingleton<Migrator>().AddSingleton<IngestLease>().AddSingleton<ILedgerStore, PostStore>().AddSingleton<FeedReadingStore>().AddSingleton<ScheduleStore>().AddSingleton<ScheduleCheck>();
        services.AddFeeds(settings.Site, settings.Content, settings.Feeds).AddSingleton<ArrivalRecorder>().AddSingleton<NoticeRecorder>().AddSingleton<AnnouncementRecorder>().AddSingleton<PostHistoryStore>();
        services.AddSingleton<ClockGuard>().AddSingleton<DatabaseMark>().AddSingleton<ContentBrakes>().AddSingleton<PassRecorder>().AddSingleton<ContentIngest>();
        services.AddSubscribing().AddDigests().AddWebSub(settings.WebSub);
        services.AddSingleton(provider => new TemplateSet(settings.TemplatesFolder, provider.GetRequiredService<ILogger<TemplateSet>>()));
        return services;
    }

    /// <summary>Adds what runs only in the service: endpoints' parts and hosted services.</summary>
    public static IServiceCollection AddSyndicationHosting(this IServiceCollection services, ServiceSettings settings)
    {
        services.AddSubscriptionPages().AddEditionArchive().AddHub();
        services.AddFeedServing().AddFeedPages().AddOps().AddSingleton<ServiceHealth>().AddSingleton<HoldReaction>();
        services.AddHealthChecks().AddCheck<ServiceHealth>("service").AddCheck<DatabaseHealthCheck>("database").AddCheck<MailHealthCheck>("mail").AddCheck<HubHealthCheck>("hubs");
        services.AddContentHosting(settings.Git).AddHostedService<IngestWorker>().AddHostedService<ContentWorker>().AddHostedService<PublicationWorker>().AddHostedService<HoldWorker>()
            .AddDigestHosting().AddBounceHosting().AddWebSubHosting(settings.WebSub).AddPageHosting().AddHostedService<RetentionWorker>().AddHostedService<ReadingsWorker>().AddHostedService<SystemdNotifier>();
        return services;
    }
}
