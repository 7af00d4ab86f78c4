using System.Text.Json;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>The running program and where it answers.</summary>
/// <param name="program">The process.</param>
/// <param name="address">Where it answers, with a slash at the end.</param>
internal sealed class RunningSite(RunningProgram program, Uri address) : IAsyncDisposable
{
    private readonly HttpClient client = new() { BaseAddress = address };

    public RunningProgram Program => program;

    public Uri Address => address;

    public Task<string> GetAsync(string path) => client.GetStringAsync(path);

    /// <summary>Asks again until an answer meets a condition.</summary>
    public Task<string> EventuallyAsync(string path, Func<string, bool> condition) => Eventually.FindAsync(
        async () =>
        {
            using var answer = await client.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            return condition(text) ? text : null;
        },
        () => $"{path} never answered as expected: {program.Everything}");

    /// <summary>The state of health and its reasons.</summary>
    public async Task<(string Status, string[] Reasons)> HealthAsync()
    {
        using var answer = await client.GetAsync("health/ready");
        using var health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var reasons = health.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!);
        return (health.RootElement.GetProperty("status").GetString()!, [.. reasons]);
    }

    /// <summary>Waits until as many firings were planned.</summary>
    public Task PlannedAsync(int firings) => Eventually.BeTrueAsync(() => CountPlanned() >= firings, () => "Fewer firings were planned: " + program.Everything);

    public int CountPlanned() => program.Output.Split("Planned treatments").Length - 1;

    /// <summary>Stops it as a service manager does.</summary>
    public async Task StopAsync()
    {
        await program.TerminateAsync();
        Assert.Equal(0, await program.EndAsync());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await program.DisposeAsync();
    }
}
