using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Syndication.Tests.Support.WebSub;

/// <summary>A real web server on the loopback interface that records what it is sent and answers as a test says.</summary>
public sealed class ScriptedWebServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedRequest> requests = new();
    private readonly WebApplication application;

    private ScriptedWebServer(Func<RecordedRequest, HttpContext, Task> answer)
    {
        Answer = answer;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        application = builder.Build();
        application.Run(async context =>
        {
            var request = await RecordedRequest.ReadAsync(context);
            requests.Enqueue(request);
            await Answer(request, context);
        });
    }

    /// <summary>Its address, with a slash at the end.</summary>
    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    /// <summary>How it answers.</summary>
    public Func<RecordedRequest, HttpContext, Task> Answer { get; set; }

    /// <summary>What it was sent.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    /// <summary>The questions that a hub asked it.</summary>
    public IReadOnlyList<RecordedRequest> Questions => [.. requests.Where(request => request.Method == "GET")];

    /// <summary>The feeds, or notices, that it was sent.</summary>
    public IReadOnlyList<RecordedRequest> Deliveries => [.. requests.Where(request => request.Method == "POST")];

    public static async Task<ScriptedWebServer> StartAsync(Func<RecordedRequest, HttpContext, Task> answer)
    {
        var server = new ScriptedWebServer(answer);
        await server.application.StartAsync();
        return server;
    }

    /// <summary>A server that answers everything with a status.</summary>
    public static Task<ScriptedWebServer> AnsweringAsync(int status) => StartAsync(Status(status));

    /// <summary>A subscriber that says yes to every question and takes every feed.</summary>
    public static Task<ScriptedWebServer> SubscriberAsync() => StartAsync(EchoAsync);

    /// <summary>Answers with a status and no body.</summary>
    public static Func<RecordedRequest, HttpContext, Task> Status(int status) => (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Confirms a question; to a feed, 200.</summary>
    public static Task EchoAsync(RecordedRequest request, HttpContext context) =>
        request.Query.TryGetValue("hub.challenge", out var challenge) ? context.Response.WriteAsync(challenge.ToString()) : Task.CompletedTask;

    /// <summary>Writes until the other side has enough.</summary>
    public static async Task EndlessAsync(RecordedRequest request, HttpContext context)
    {
        var block = new byte[4096];
        while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(block, context.RequestAborted);
    }

    /// <summary>Says nothing until the other side gives up.</summary>
    public static Task SilentAsync(RecordedRequest request, HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
        await application.StopAsync(patience.Token);
        await application.DisposeAsync();
    }
}
