using MimeKit.Cryptography;
using Syndication.Worker.Mail;
using Syndication.Worker.Newsletters.Composing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>What planning, composing and sending are composed of.</summary>
internal static class SendingServices
{
    /// <summary>Adds stores, planner, composer and dispatcher, for the service and for commands; needs what <c>AddSyndication</c> and <c>AddSubscribing</c> add.</summary>
    public static IServiceCollection AddSending(this IServiceCollection services)
    {
        services.AddSingleton<ArrivalStore>().AddSingleton<EditionStore>().AddSingleton<PlanningStore>().AddSingleton<VariantStore>()
            .AddSingleton<GroupWriter>().AddSingleton<DeliveryStore>().AddSingleton<WorkerStore>().AddSingleton<ProgressStore>();
        services.AddSingleton<ArrivalRecorder>().AddSingleton<EditionPlanner>();
        services.AddSingleton<EditionComposer>().AddSingleton<ConfirmationComposer>().AddSingleton<VariantWords>().AddSingleton<ReaderLinks>();
        services.AddSingleton(provider => new MessageBuilder(CreateSigner(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => WorkerMembership.CreateIdentity()).AddSingleton<WorkerMembership>();
        services.AddSingleton<DeliveryLog>().AddSingleton<DestinationHealth>().AddSingleton<SendingPace>().AddSingleton<MailTransports>();
        services.AddSingleton<ClaimQueue>().AddSingleton<DeliveryComposer>().AddSingleton<DeliverySender>().AddSingleton<DeliveryDispatcher>();
        return services;
    }

    private static DkimSigner? CreateSigner(IServiceProvider provider) =>
        provider.GetRequiredService<MailOptions>().Dkim is { } dkim ? RsaDkimSigner.Create(dkim, provider.GetRequiredService<TimeProvider>()) : null;
}
