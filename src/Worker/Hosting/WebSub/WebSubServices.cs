using Syndication.Worker.Outgoing;
using Syndication.Worker.Storage;
using Syndication.Worker.WebSub;

namespace Syndication.Worker.Hosting.WebSub;

/// <summary>What tells hubs and subscribers of changed feeds.</summary>
internal static class WebSubServices
{
    /// <summary>Adds what notes changes, for the service and for commands; needs what <c>AddSyndication</c> adds.</summary>
    public static IServiceCollection AddWebSub(this IServiceCollection services, WebSubOptions options)
    {
        services.AddSingleton(options).AddSingleton<WebSubSignal>().AddSingleton<TopicAddresses>().AddSingleton<FeedLinkHeader>().AddSingleton<TopicRecorder>();
        services.AddSingleton<HubTopicStore>().AddSingleton<HubNoticeStore>().AddSingleton<HubRequestStore>().AddSingleton<HubSubscriptionStore>();
        return services;
    }

    /// <summary>Adds what tells them and what takes subscriptions; it does nothing where no hub is configured.</summary>
    public static IServiceCollection AddWebSubHosting(this IServiceCollection services, WebSubOptions options)
    {
        services.AddSingleton<IHostResolver, SystemHostResolver>().AddSingleton(OutgoingLimits.Usual);
        services.AddSingleton(new AddressPolicy([.. options.PrivateCallbacks])).AddSingleton<GuardedHttpClient>();
        services.AddKeyedSingleton(HubNoticeDispatcher.ClientKey, (provider, _) => ActivatorUtilities.CreateInstance<GuardedHttpClient>(provider, AddressPolicy.Anything));
        services.AddSingleton<PublicTopics>().AddSingleton<HubSecrets>().AddSingleton<HubWishParser>().AddSingleton<HubRegistration>().AddSingleton<DistributionBuilder>();
        if (!options.Hubs.IsEmpty) services.AddSingleton<IWebSubDispatcher, HubNoticeDispatcher>();
        if (options.BuiltInHub is not null) services.AddSingleton<IWebSubDispatcher, VerificationDispatcher>().AddSingleton<IWebSubDispatcher, DistributionDispatcher>();
        return services.AddHostedService<WebSubWorker>();
    }
}
