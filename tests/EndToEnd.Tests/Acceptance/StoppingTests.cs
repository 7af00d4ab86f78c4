using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>Ends of the process: told, in the middle of sending, and sudden.</summary>
public sealed class StoppingTests : IDisposable
{
    private const int Connections = 8;
    private const int ManyPosts = 2000;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Installation installation = Installation.Create();

    public StoppingTests() => installation.Save("old", "An Old Question", "2020-01-01");

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Idle_service_ends_well_when_told()
    {
        await using var site = await installation.RunAsync();

        await site.Program.TerminateAsync();

        Assert.Equal(0, await site.Program.EndAsync(Grace));
    }

    [Fact]
    public async Task Service_told_to_stop_before_it_is_up_ends_well_and_starts_again()
    {
        for (var number = 0; number < ManyPosts; number++) installation.Save($"post-{number}", $"Question {number}", "2020-01-01");
        await using (var program = installation.Start())
        {
            // The first pass over the posts follows.
            await Eventually.BeTrueAsync(() => File.Exists(installation.PathOf("data/syndication.db")), () => "It never began: " + program.Everything);
            await program.TerminateAsync();

            Assert.True(await program.EndAsync(Grace) == 0, program.Everything);
            Assert.DoesNotContain("Exception", program.Everything, StringComparison.Ordinal);
        }

        await using var site = await installation.RunAsync();
        Assert.Contains("\"Question ", await site.GetAsync("feeds/all.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_manager_is_told_of_readiness_and_of_the_end()
    {
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var address = installation.PathOf("notify");
        manager.Bind(new UnixDomainSocketEndPoint(address));
        await using var program = installation.Start(("NOTIFY_SOCKET", address));

        Assert.Equal("READY=1", await ReceiveAsync(manager));
        await program.TerminateAsync();
        Assert.Equal("STOPPING=1", await ReceiveAsync(manager));
    }

    [Fact]
    public async Task Service_told_to_stop_while_it_sends_ends_in_time_and_goes_on_at_the_next_start()
    {
        Assert.SkipUnless(SmtpSink.IsInstalled, SmtpSink.Missing);
        var readers = Readers.Named("reader", 60);
        var port = await InterruptAsync(readers, 10, async site =>
        {
            await site.Program.TerminateAsync();
            Assert.Equal(0, await site.Program.EndAsync(Grace));
        });

        var messages = await FinishAsync(port, readers.Count);

        Assert.Equal(readers.Order(StringComparer.Ordinal), messages.Select(message => message.Recipient).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Service_killed_while_it_sends_leaves_nobody_out_and_repeats_only_what_was_in_flight()
    {
        Assert.SkipUnless(SmtpSink.IsInstalled, SmtpSink.Missing);
        var readers = Readers.Named("reader", 300);
        var port = await InterruptAsync(readers, 40, site => site.Program.KillAsync());

        var messages = await FinishAsync(port, readers.Count);

        Assert.Equal(readers.Order(StringComparer.Ordinal), messages.Select(message => message.Recipient).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.InRange(messages.Count - readers.Count, 0, Connections);
        // A repeated message can be recognised as the same one.
        Assert.Equal(readers.Count, messages.DistinctBy(message => message.MessageId).Count());
    }

    /// <summary>Sends to a slow server and ends the service when some of the messages are there.</summary>
    private async Task<int> InterruptAsync(IReadOnlyCollection<string> readers, int arrived, Func<RunningSite, Task> end)
    {
        await using var slow = await SmtpSink.StartAsync(installation.PathOf("arrived"), null, "-W", ".:1");
        installation.Configure(settings => settings["Mail"] = JsonNode.Parse($$"""
            { "From": "news@news.example.org", "Transport": "Smtp", "Host": "127.0.0.1", "Port": {{slow.Port}}, "Security": "None", "MaxConnections": {{Connections}} }
            """));
        await using (var first = await installation.RunAsync()) await first.StopAsync();
        await installation.AddConfirmedAsync(readers);
        installation.Save("gout", "Gout and What Eases It", "2026-10-01");
        installation.Configure(settings => settings["Newsletters"]![0]!["Schedules"]!["weekly"]!["Cron"] = "0/1 * * * * ?");
        await using var site = await installation.RunAsync();
        await slow.WaitForDigestsAsync(arrived);
        await end(site);
        Assert.InRange(slow.Read().Count, arrived, readers.Count - 1);
        return slow.Port;
    }

    /// <summary>Starts the service again, with a quick server on the same port, and waits until every delivery has its end.</summary>
    private async Task<IReadOnlyList<SunkMessage>> FinishAsync(int port, int readers)
    {
        await using var quick = await SmtpSink.StartAsync(installation.PathOf("arrived"), port);
        await using var site = await installation.RunAsync();
        await Eventually.BeTrueAsync(
            async () =>
            {
                // What may have arrived is left alone for five minutes.
                await installation.MakeDueAsync();
                return await installation.CountDeliveriesAsync("Sent") == readers;
            },
            () => "Deliveries are left: " + site.Program.Everything);
        return quick.Read();
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(Eventually.Patience, TimeProvider.System);
        var buffer = new byte[256];
        var length = await socket.ReceiveAsync(buffer, SocketFlags.None, patience.Token);
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
