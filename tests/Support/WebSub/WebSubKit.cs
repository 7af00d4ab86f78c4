using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Syndication.Feeds.Publishing;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Hosting;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Hosting.WebSub;
using Syndication.Worker.Model;
using Syndication.Worker.Outgoing;
using Syndication.Worker.WebSub;

namespace Syndication.Tests.Support.WebSub;

/// <summary>The real parts from a folder of posts to hubs and subscribers, over one database and a clock that the test moves; nothing runs by itself.</summary>
public sealed class WebSubKit : IAsyncDisposable
{
    private const string FeedsAddress = "https://news.example.org/feeds/";

    private readonly TemporaryFolder folder = new();
    private readonly TestDatabase database;
    private readonly Dictionary<string, object> webSub;
    private readonly LogRecorder log = new();
    private ServiceProvider provider = null!;

    private WebSubKit(TestDatabase database, Dictionary<string, object> webSub) => (this.database, this.webSub) = (database, webSub);

    public ManualClock Clock { get; } = new();

    /// <summary>Everything that was logged.</summary>
    public IReadOnlyCollection<string> Log => log.Lines;

    /// <summary>Stands in for the system's name server where it is set before a (re)start.</summary>
    public IHostResolver? Resolver { get; set; }

    /// <summary>How long outgoing requests may take, from the next (re)start.</summary>
    public OutgoingLimits Limits { get; set; } = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));

    /// <summary>A kit whose built-in hub may send to the loopback interface.</summary>
    /// <param name="database">A migrated database; the caller keeps it.</param>
    /// <param name="settings">Keys of <c>Feeds:WebSub</c> that differ.</param>
    public static WebSubKit Create(TestDatabase database, params (string Key, object Value)[] settings)
    {
        var section = new Dictionary<string, object>(StringComparer.Ordinal) { ["BuiltInHub"] = true, ["PrivateCallbacks"] = new[] { "127.0.0.0/8" } };
        foreach (var (key, value) in settings) section[key] = value;
        var kit = new WebSubKit(database, section);
        kit.Start();
        return kit;
    }

    /// <summary>Ends the process, so to speak, and starts another on the same folders and database.</summary>
    public async Task RestartAsync()
    {
        await provider.DisposeAsync();
        Start();
    }

    /// <summary>The public address of a feed's file.</summary>
    public string TopicOf(string path = "all.atom") => FeedsAddress + path;

    /// <summary>The bytes that are public.</summary>
    public byte[] BytesOf(string path) => File.ReadAllBytes(Path.Combine(folder.Path, "feeds", path));

    /// <summary>Saves a post.</summary>
    public void Save(string name, string title, string tags = "") =>
        File.WriteAllText(folder.File("content/" + name), $"---\ntitle: {title}\ndate: 2026-01-01\ntags: [{tags}]\n---\nText of {title}.\n");

    /// <summary>Runs a pass over the folder.</summary>
    public Task<ContentPass> PublishAsync() => Get<ContentIngest>().RunAsync(null, CancellationToken.None);

    /// <summary>Saves a post and makes it public.</summary>
    public Task<ContentPass> PublishAsync(string name, string title, string tags = "")
    {
        Save(name, title, tags);
        return PublishAsync();
    }

    /// <summary>Sends a form to the hub, as its endpoint does.</summary>
    public async Task<HubAcceptance> AskAsync(string callback, string mode = "subscribe", string? topic = null, string? secret = null, string? lease = null)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal)
        {
            ["hub.mode"] = mode,
            ["hub.topic"] = topic ?? TopicOf(),
            ["hub.callback"] = callback,
        };
        if (secret is not null) fields["hub.secret"] = secret;
        if (lease is not null) fields["hub.lease_seconds"] = lease;
        var (wish, fault) = Get<HubWishParser>().Read(new FormCollection(fields));
        return await Get<HubRegistration>().TakeUpAsync(wish ?? throw new ArgumentException(fault, nameof(callback)), CancellationToken.None);
    }

    /// <summary>Sends a form and lets the hub ask the callback.</summary>
    public async Task SubscribeAsync(Uri callback, string? topic = null, string? secret = null, string? lease = null)
    {
        await AskAsync(callback.AbsoluteUri, topic: topic, secret: secret, lease: lease);
        await RunDueAsync();
    }

    /// <summary>Does everything that is due by the clock.</summary>
    public async Task RunDueAsync()
    {
        foreach (var dispatcher in provider.GetServices<IWebSubDispatcher>()) await dispatcher.RunDueAsync(CancellationToken.None);
    }

    /// <summary>Moves the clock, then does what is due.</summary>
    public Task RunDueAfterAsync(TimeSpan time)
    {
        Clock.Advance(time);
        return RunDueAsync();
    }

    public Task<long> CountSubscriptionsAsync() => database.ScalarAsync<long>("SELECT COUNT(*) FROM hub_subscriptions");

    public Task<long> CountRequestsAsync() => database.ScalarAsync<long>("SELECT COUNT(*) FROM hub_requests");

    public T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        folder.Dispose();
    }

    private void Start()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        var configuration = new
        {
            Service = new { PublicUrl = "https://news.example.org" },
            Site = new { BaseUrl = "https://www.example.org", Title = "Example Health" },
            Content = new { Folder = "content" },
            Feeds = new { OutputFolder = "feeds", WebSub = webSub },
            Storage = new { Provider = database.Options.Provider.ToString(), database.Options.ConnectionString },
        };
        var file = folder.File("appsettings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(configuration));
        var settings = SettingsLoader.Load(new SettingsRequest { ConfigFile = file }).Settings;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSyndication(settings).AddWebSubHosting(settings.WebSub);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)).Replace(ServiceDescriptor.Singleton(Limits));
        if (Resolver is { } resolver) services.Replace(ServiceDescriptor.Singleton(resolver));
        provider = services.BuildServiceProvider();
    }
}
