using System.Text.Json.Nodes;
using Syndication.Tests.EndToEnd.Acceptance;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.EndToEnd.Workers;

/// <summary>One of several processes on one database: a configuration, an output folder and an SMTP server of its own, the posts of all.</summary>
internal sealed class SharingWorker : IAsyncDisposable
{
    public const int Connections = 4;

    private readonly Installation installation = Installation.Create();
    private RunningSite? site;

    public SharingWorker(string connectionString, string content) => installation.Configure(settings =>
    {
        settings["Content"]!["Folder"] = content;
        settings["Storage"] = new JsonObject { ["Provider"] = "Postgres", ["ConnectionString"] = connectionString };
        settings["Mail"] = JsonNode.Parse($$"""
            { "From": "news@news.example.org", "Transport": "Smtp", "Host": "127.0.0.1", "Port": {{Server.Port}}, "Security": "None", "MaxConnections": {{Connections}} }
            """);
    });

    /// <summary>What it sends goes here and nowhere else.</summary>
    public ScriptedSmtpServer Server { get; } = ScriptedSmtpServer.Start();

    public Installation Installation => installation;

    public RunningSite Site => site ?? throw new InvalidOperationException("It was not started.");

    public RunningProgram Program => Site.Program;

    /// <summary>What it handed over.</summary>
    public IReadOnlyList<ReceivedMessage> Sent => [.. Server.Messages.Where(message => message.Accepted)];

    /// <summary>The bytes and the entity tag of each of its feeds.</summary>
    public async Task<IReadOnlyList<(string Path, string Tag, string Text)>> ReadFeedsAsync()
    {
        using var client = new HttpClient { BaseAddress = Site.Address };
        var feeds = new List<(string, string, string)>();
        foreach (var path in new[] { "all.rss", "all.atom", "all.json", "tags/care.rss", "tags/care.atom", "types/disease.json", "opml.xml" })
        {
            using var answer = await client.GetAsync("feeds/" + path);
            feeds.Add((path, answer.Headers.ETag?.Tag ?? "", await answer.Content.ReadAsStringAsync()));
        }

        return feeds;
    }

    public async Task StartAsync() => site = await installation.RunAsync();

    public async ValueTask DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
        await Server.DisposeAsync();
        installation.Dispose();
    }
}
