using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Hosting;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Http;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Support.Http;

/// <summary>The service's pages on a real Kestrel, on a free port of the loopback interface, over a real database.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly TemporaryFolder folder;

    private RunningService(WebApplication started, TestDatabase database, TemporaryFolder settings, Uri address, LogRecorder log)
    {
        (application, folder, Database, Address, Log) = (started, settings, database, address, log);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    /// <summary>Where it answers, with a slash at the end.</summary>
    public Uri Address { get; }

    /// <summary>A client that follows no redirect and keeps no cookie.</summary>
    public HttpClient Client { get; }

    /// <summary>Everything it logged.</summary>
    public LogRecorder Log { get; }

    public TestDatabase Database { get; }

    public IServiceProvider Services => application.Services;

    /// <summary>Starts a service.</summary>
    /// <param name="clock">Its clock; the system's where none is given.</param>
    /// <param name="configure">Changes the configuration before it is written, as its JSON object.</param>
    /// <param name="database">Its database; a new SQLite file where none is given.</param>
    public static async Task<RunningService> StartAsync(
        TimeProvider? clock = null, Action<Dictionary<string, object>>? configure = null, TestDatabase? database = null)
    {
        var settings = new TemporaryFolder();
        database ??= TestDatabase.Sqlite();
        var address = new Uri(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}/"));
        var loaded = Load(settings, address, database.Options, configure);
        var log = new LogRecorder();
        var started = Compose(loaded, address, clock, log);
        await started.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        await started.StartAsync();
        return new RunningService(started, database, settings, address, log);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await application.StopAsync();
        await application.DisposeAsync();
        await Database.DisposeAsync();
        folder.Dispose();
    }

    private static WebApplication Compose(LoadedSettings loaded, Uri address, TimeProvider? clock, LogRecorder log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(options => options.AddServerHeader = false).UseUrls(address.GetLeftPart(UriPartial.Authority));
        builder.Services.AddRouting().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        builder.Services.AddSyndication(loaded.Settings).AddSubscribing().AddSubscriptionPages();
        if (clock is not null) builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        var built = builder.Build();
        built.UseRouting();
        built.UseRateLimiter();
        built.MapSubscriptionPages();
        return built;
    }

    private static LoadedSettings Load(TemporaryFolder settings, Uri address, StorageOptions storage, Action<Dictionary<string, object>>? configure)
    {
        Directory.CreateDirectory(Path.Combine(settings.Path, "content"));
        var configuration = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["Service"] = new { PublicUrl = address.GetLeftPart(UriPartial.Authority) },
            ["Site"] = new { BaseUrl = "https://www.example.org", Title = "Example Health", Language = "en" },
            ["Content"] = new { Folder = "content" },
            // Browsers that are driven by a program fill in a form faster than a person.
            ["Subscribe"] = new { FastestSignUp = "00:00:00" },
            ["Newsletters"] = new[] { SampleNewsletters.Treatments },
            ["Mail"] = new { From = "Example Health <news@example.org>" },
            ["Storage"] = new { Provider = storage.Provider.ToString(), storage.ConnectionString },
        };
        configure?.Invoke(configuration);
        var file = settings.File("appsettings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(configuration));
        return SettingsLoader.Load(new SettingsRequest { ConfigFile = file });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
