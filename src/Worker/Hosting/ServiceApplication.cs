using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Hosting.Health;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Http;
using Syndication.Worker.Http.EditionArchive;
using Syndication.Worker.Http.Feeds;
using Syndication.Worker.Http.Hooks;
using Syndication.Worker.Http.Ops;
using Syndication.Worker.Model;

namespace Syndication.Worker.Hosting;

/// <summary>The running service.</summary>
internal static class ServiceApplication
{
    // mail-rules: SIGTERM drains and ends within 30 s.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Composes the service; nothing runs yet.</summary>
    /// <param name="loaded">The configuration.</param>
    /// <param name="customise">Changes the composition, as tests do; null for none.</param>
    public static WebApplication Create(LoadedSettings loaded, Action<WebApplicationBuilder>? customise = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(loaded.Configuration);
        Listening.Configure(builder, loaded);
        ServiceLogging.Configure(builder.Logging, loaded.Configuration);
        builder.Services.AddRouting();
        builder.Services.AddSyndication(loaded.Settings).AddSyndicationHosting(loaded.Settings);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        customise?.Invoke(builder);
        var application = builder.Build();
        application.UseOps();
        UseProxies(application, loaded.Settings.Service);
        application.UseMiddleware<FeedMiddleware>();
        application.UseRouting();
        application.UseRateLimiter();
        Map(application, loaded.Settings);
        return application;
    }

    private static void Map(WebApplication application, ServiceSettings settings)
    {
        FeedEndpoints.Map(application);
        FeedPageEndpoints.Map(application);
        application.MapSubscriptionPages();
        EditionArchiveEndpoints.Map(application, settings.Feeds);
        HookEndpoints.Map(application);
        HubEndpoints.Map(application, settings.WebSub);
        HealthEndpoints.Map(application);
    }

    /// <summary>Only listed proxies may say who the client is.</summary>
    private static void UseProxies(WebApplication application, ServiceOptions service)
    {
        if (service.Proxies.Count == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in service.Proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        application.UseForwardedHeaders(options);
    }
}
