using MimeKit.Cryptography;
using Quartz;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Bounces;
using Syndication.Worker.Newsletters.Composing;
using Syndication.Worker.Newsletters.Composing.Checking;
using Syndication.Worker.Newsletters.Outlook;
using Syndication.Worker.Newsletters.Sending;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Bounces;
using Syndication.Worker.Storage.EditionArchive;
using Syndication.Worker.Storage.Notices;
using Syndication.Worker.Storage.Outlook;
using Syndication.Worker.Storage.Pages;
using Syndication.Worker.Storage.Sending;

namespace Syndication.Worker.Hosting.Digests;

/// <summary>What planning, composing and sending are composed of.</summary>
internal static class DigestServices
{
    /// <summary>Adds stores, planner, composer and dispatcher, for the service and for commands; needs what <c>AddSyndication</c> adds.</summary>
    public static IServiceCollection AddDigests(this IServiceCollection services)
    {
        services.AddSingleton<ArrivalStore>().AddSingleton<EditionStore>().AddSingleton<PlanningStore>().AddSingleton<VariantStore>()
            .AddSingleton<GroupWriter>().AddSingleton<WorkerStore>().AddSingleton<ProgressStore>();
        services.AddSingleton<SendingClock>(provider => new SendingClock(provider.GetRequiredService<TimeProvider>())).AddSingleton<EditionControlStore>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DeliveryStore>(provider, (TimeProvider)provider.GetRequiredService<SendingClock>()));
        services.AddSingleton<HoldStore>().AddSingleton<ReleaseStore>().AddSingleton<EditionListStore>().AddSingleton<NoticeStore>().AddSingleton<NoticeReaderStore>().AddSingleton<PageCheckStore>().AddSingleton<ServiceStateStore>().AddSingleton<ArrivalBrake>().AddSingleton<PlanningLimits>();
        services.AddSingleton<OutlookStore>().AddSingleton<ReaderHistoryStore>().AddSingleton<ReaderOutlook>().AddSingleton<FuturePostsReader>().AddSingleton<FutureArrivalsReader>().AddSingleton<FiringCalendar>().AddSingleton<EditionSimulator>().AddSingleton<EditionArchiveStore>().AddSingleton<EditionArchiveRecorder>();
        services.AddSingleton<BounceStore>().AddSingleton<BounceAlarmStore>().AddSingleton<BounceLog>().AddSingleton<EditionBrake>();
        services.AddSingleton<ReturnAddresses>().AddSingleton<ReturnedMailParser>().AddSingleton<ReturnedMailReader>().AddSingleton<KeptMails>();
        services.AddSingleton<EditionPlanner>().AddSingleton<EditionComposer>().AddSingleton<ConfirmationComposer>();
        services.AddSingleton<MessageCheck>().AddSingleton<VariantGate>().AddSingleton<KnownPosts>().AddSingleton<VariantWords>().AddSingleton<ReaderLinks>().AddSingleton<EditionPreview>();
        services.AddSingleton(provider => new MessageBuilder(CreateSigner(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => WorkerMembership.CreateIdentity()).AddSingleton<WorkerMembership>();
        services.AddSingleton<DeliveryLog>().AddSingleton<DestinationHealth>().AddSingleton<SendingPace>().AddSingleton<MailTransports>().AddSingleton<DomainPaces>().AddSingleton<WaitingLine>();
        services.AddSingleton<ClaimQueue>().AddSingleton<DeliveryComposer>().AddSingleton<DeliverySender>().AddSingleton<DeliveryDispatcher>();
        return services;
    }

    /// <summary>Adds what runs only in the service: the alarm clock and the dispatcher. Add it behind what reads the content.</summary>
    public static IServiceCollection AddDigestHosting(this IServiceCollection services)
    {
        services.AddSingleton<DigestPlanning>().AddSingleton<DigestClock>();
        services.AddQuartz(quartz => quartz.UseInMemoryStore(_ => { }));
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHostedService<DigestWorker>().AddHostedService<DeliveryWorker>().AddHostedService<EditionArchiveWorker>();
        return services;
    }

    private static DkimSigner? CreateSigner(IServiceProvider provider) =>
        provider.GetRequiredService<MailOptions>().Dkim is { } dkim ? RsaDkimSigner.Create(dkim, provider.GetRequiredService<TimeProvider>()) : null;
}
