using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Syndication.Worker.Hosting;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Http.Ops;

namespace Syndication.Tests.Support.Http;

/// <summary>The service as <c>syndication run</c> composes it, on a free loopback port, over folders of its own.</summary>
public sealed class WholeService : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly LogRecorder log;
    private WebApplication? application;

    private WholeService(TemporaryFolder folder, LogRecorder log) => (this.folder, this.log) = (folder, log);

    /// <summary>Follows no redirect, keeps no cookie, decodes nothing.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Where it answers since its last start.</summary>
    public Uri? Address { get; private set; }

    public string ConfigurationFile => folder.File("appsettings.json");

    public IServiceProvider Services => application!.Services;

    /// <summary>The listener of ops; a client must bring the token of <see cref="OpsTokenFile"/>.</summary>
    public Uri OpsAddress => new(Services.GetRequiredService<OpsListener>().Address! + "/");

    public string OpsTokenFile => PathOf("data/ops-token");

    public IReadOnlyCollection<string> Log => log.Lines;

    /// <summary>Prepares folders and the configuration; nothing runs yet.</summary>
    /// <param name="configure">Changes the configuration before it is written.</param>
    public static WholeService Prepare(Action<Dictionary<string, object>>? configure = null)
    {
        var service = new WholeService(new TemporaryFolder(), new LogRecorder());
        Directory.CreateDirectory(service.PathOf("content"));
        var configuration = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["Kestrel"] = new { Endpoints = new { Http = new { Url = "http://127.0.0.1:0" } } },
            ["Ops"] = new { Url = "http://127.0.0.1:0" },
            ["Site"] = new { BaseUrl = "https://www.example.org", Title = "Example Health", Language = "en" },
            ["Content"] = new { Folder = "content", Watch = new { QuietPeriod = "100ms" } },
            ["Newsletters"] = new[] { SampleNewsletters.Treatments },
            ["Mail"] = new { From = "Example Health <news@example.org>" },
        };
        configure?.Invoke(configuration);
        File.WriteAllText(service.ConfigurationFile, JsonSerializer.Serialize(configuration));
        return service;
    }

    /// <summary>Prepares and starts.</summary>
    public static async Task<WholeService> StartedAsync(Action<Dictionary<string, object>>? configure = null, Action<WholeService>? fill = null)
    {
        var service = Prepare(configure);
        fill?.Invoke(service);
        await service.StartAsync();
        return service;
    }

    public Task StartAsync() => StartAsync(null);

    /// <summary>Starts it by a clock; the system's for null.</summary>
    public async Task StartAsync(TimeProvider? clock)
    {
        var loaded = SettingsLoader.Load(new SettingsRequest { ConfigFile = ConfigurationFile });
        application = ServiceApplication.Create(loaded, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            if (clock is not null) builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        });
        await StartCheck.RunAsync(loaded, application.Services, CancellationToken.None);
        await application.StartAsync();
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
        Client.BaseAddress ??= Address;
    }

    public async Task StopAsync()
    {
        if (application is null) return;
        await application.StopAsync();
        await application.DisposeAsync();
        application = null;
    }

    public string PathOf(string name) => Path.Combine(folder.Path, name);

    /// <summary>Saves a post in the seed's dialect.</summary>
    public void Save(string name, string title, string tags = "", string date = "2026-01-01", string type = "disease") =>
        File.WriteAllText(folder.File("content/" + name), $"---\ntitle: {title}\ndate: {date}\ntype: {type}\ntags: [{tags}]\n---\nText of {title}.\n");

    /// <summary>Asks again until an answer meets a condition; fails after a time that no busy machine needs.</summary>
    public async Task<string> EventuallyAsync(string path, Func<string, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var answer = await Client.GetAsync(new Uri(Address!, path), limit.Token);
            var text = await answer.Content.ReadAsStringAsync(limit.Token);
            if (condition(text)) return text;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        folder.Dispose();
    }
}
