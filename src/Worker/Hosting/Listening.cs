using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Http.Ops;

namespace Syndication.Worker.Hosting;

/// <summary>Where the service listens: for everybody as section <c>Kestrel</c> says, for ops at <c>Ops:Url</c>.</summary>
internal static class Listening
{
    private const string Endpoints = "Kestrel:Endpoints";
    private const string OpsEndpoint = "Ops";
    private const string DefaultAddress = "http://localhost:8080";

    /// <summary>Sets up Kestrel.</summary>
    public static void Configure(WebApplicationBuilder builder, LoadedSettings loaded)
    {
        var addresses = new Dictionary<string, string?>(StringComparer.Ordinal) { [$"{Endpoints}:{OpsEndpoint}:Url"] = loaded.Settings.Ops.Url };
        if (!loaded.Configuration.GetSection(Endpoints).Exists()) addresses[$"{Endpoints}:Http:Url"] = DefaultAddress;
        builder.Configuration.AddInMemoryCollection(addresses);
        var listener = new OpsListener();
        builder.Services.AddSingleton(listener);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel((context, options) =>
        {
            options.AddServerHeader = false;
            options.Configure(context.Configuration.GetSection("Kestrel")).Endpoint(OpsEndpoint, endpoint => listener.Mark(endpoint.ListenOptions));
        });
        // docs/adr/0017: the request is answered on the thread that read it, without a second hop over the thread pool.
        builder.Services.Configure<SocketTransportOptions>(options => options.UnsafePreferInlineScheduling = true);
    }
}
