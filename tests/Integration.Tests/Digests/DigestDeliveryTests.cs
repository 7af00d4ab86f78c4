using System.Diagnostics;
using System.Globalization;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Smtp;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Mail;
using Syndication.Worker.Newsletters.Sending;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Integration.Digests;

/// <summary>From Markdown files to messages that a real SMTP server received.</summary>
public sealed class DigestDeliveryTests : IAsyncLifetime
{
    private const int Readers = 100;

    private readonly TemporaryFolder folder = new();
    private readonly ScriptedSmtpServer server = ScriptedSmtpServer.Start();
    private DigestKit kit = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(folder.File("dkim.pem"), CreateKey(out var publicKey));
        await File.WriteAllTextAsync(folder.File("dkim.pub"), publicKey);
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), mail => mail with
        {
            Transport = MailTransportKind.Smtp,
            Host = server.Host,
            Port = server.Port,
            Security = MailSecurity.None,
            MaxConnections = 4,
            Dkim = new DkimOptions("news.example.org", "s1", folder.File("dkim.pem")),
        }, clock: new ManualClock(new DateTimeOffset(2025, 11, 24, 9, 0, 0, TimeSpan.Zero))); // in the past: a signature from the future is refused
        await WriteAsync("old", "2025-01-01");
        await kit.Get<ContentIngest>().RunAsync(null, CancellationToken.None);
        for (var i = 0; i < Readers; i++) await kit.SubscribeAsync(string.Create(CultureInfo.InvariantCulture, $"r{i}@reader.example.com"));
        await kit.SubscribeAsync("pending@example.com", state: "Pending");
        await kit.SubscribeAsync("left@example.com", state: "Unsubscribed");
        await kit.PlanAsync();
        await WriteAsync("new-treatment", "2024-11-20");
        await kit.Get<ContentIngest>().RunAsync(null, CancellationToken.None);
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await kit.DisposeAsync();
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Each_confirmed_reader_gets_one_message_and_nobody_else_any()
    {
        await DispatchAsync();
        Assert.Equal(Readers, server.Messages.Count);
        Assert.Equal(Readers, server.Messages.SelectMany(message => message.Recipients).Distinct(StringComparer.Ordinal).Count());
        Assert.All(server.Messages, message => Assert.StartsWith("r", message.Recipients[0], StringComparison.Ordinal));
        Assert.Equal(Readers, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM receipts WHERE state = 'Sent'"));
        Assert.Equal("Done", await kit.Database.ScalarAsync<string>("SELECT state FROM editions WHERE schedule = 'weekly' AND occurrence = '2025-12-01T08:00:00'"));
    }

    [Fact]
    public async Task Every_outcome_ends_in_its_state()
    {
        server.When(SmtpStage.Rcpt, "r1@").Replies("550 5.1.1 No such user");
        server.When(SmtpStage.Rcpt, "r2@").Replies("450 4.2.1 Busy");
        await DispatchAsync();
        Assert.Equal("Bounced", await StateOfAsync("r1@reader.example.com"));
        Assert.Equal("Deferred", await StateOfAsync("r2@reader.example.com"));
        Assert.Equal(Readers - 2, server.Messages.Count);
    }

    [Fact]
    public async Task Worker_that_died_in_the_middle_loses_nobody_and_repeats_only_what_was_in_flight()
    {
        var store = kit.Get<DeliveryStore>();
        var claimed = await store.ClaimAsync("dead", true, 10, CancellationToken.None);
        await store.BeginAsync(claimed[0], "dead", "id");
        await DispatchAsync();
        Assert.Equal(Readers - 1, server.Messages.Count);
        kit.Clock.Advance(TimeSpan.FromMinutes(10));
        await DispatchAsync();
        Assert.Equal(Readers, server.Messages.Count);
        Assert.Equal(Readers, server.Messages.SelectMany(message => message.Recipients).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Refused_sender_pauses_the_edition_and_suppresses_nobody()
    {
        server.When(SmtpStage.Mail).Replies("550 5.7.1 Sender refused");
        await DispatchAsync(() => IsStateAsync("Paused"));
        Assert.Empty(server.Messages);
        Assert.Equal(Readers, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE state = 'Queued'"));
    }

    [Fact]
    public async Task Reader_who_leaves_during_the_run_gets_nothing_that_was_not_begun()
    {
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET state = 'Unsubscribed'");
        await DispatchAsync();
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Messages_pass_a_checker_that_shares_no_code_with_the_sender()
    {
        var tool = FindTool();
        Assert.SkipUnless(tool is not null, "mailcheck.py is not beside this checkout");
        await DispatchAsync();
        foreach (var message in server.Messages.Take(3)) await File.WriteAllBytesAsync(folder.File($"mail/{message.Number}.eml"), message.Bytes);
        using var process = Process.Start(new ProcessStartInfo("python3", [tool!, "--quiet", "--no-js", "--pubkey", folder.File("dkim.pub"), Path.Combine(folder.Path, "mail")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }

    private async Task<bool> IsStateAsync(string state) => await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM editions WHERE state = @state", new { state }) > 0;

    private Task<string?> StateOfAsync(string address) => kit.Database.ScalarAsync<string>(
        "SELECT d.state FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id JOIN subscribers p ON p.id = s.subscriber_id WHERE p.address = @address", new { address });

    /// <summary>Runs the dispatcher until nothing can end now, or until told.</summary>
    private async Task DispatchAsync(Func<Task<bool>>? until = null)
    {
        using var stop = new CancellationTokenSource();
        var running = kit.Get<DeliveryDispatcher>().RunAsync(stop.Token);
        until ??= async () => await kit.Database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM deliveries WHERE state IN ('Leased', 'Sending') OR (state IN ('Queued', 'Deferred') AND due_at <= @Now)",
            new { Now = kit.Clock.GetUtcNow().ToUnixTimeMilliseconds() }) == 0;
        await Eventually.BeTrueAsync(until, () => "The deliveries never came to an end.", TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await running;
    }

    private Task WriteAsync(string name, string date) => File.WriteAllTextAsync(Path.Combine(kit.ContentFolder, name + ".md"), $"""
        ---
        title: Treatment of {name}
        date: {date}
        type: disease
        tags: [heart]
        ---

        ## What is known

        Read [a paper](https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7698327/) and [here](https://www.example.org/more).

        | Phase | Aim |
        | --- | --- |
        | I | safety |
        """);

    private static string? FindTool()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var tool = Path.Combine(at.FullName, "shared", "tools", "mailcheck.py");
            if (File.Exists(tool)) return tool;
        }

        return null;
    }

    private static string CreateKey(out string publicKey)
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        publicKey = key.ExportSubjectPublicKeyInfoPem();
        return key.ExportPkcs8PrivateKeyPem();
    }
}
