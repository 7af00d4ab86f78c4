using System.Globalization;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Smtp;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Mail.Limits;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Bounces;
using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Tests.Integration.Bounces;

/// <summary>What servers say while a digest is sent, and what a real mail server sends back later.</summary>
public sealed class SendingTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly ScriptedSmtpServer readers = ScriptedSmtpServer.Start();
    private DigestKit kit = null!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (kit is not null) await kit.DisposeAsync();
        await readers.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Envelope_names_the_delivery_and_asks_for_reports_of_failures_alone()
    {
        await OpenAsync(readers.Port, "reader@reader.example.com");
        await DispatchAsync();

        var id = await kit.Database.ScalarAsync<string>("SELECT id FROM deliveries");
        var key = kit.Get<ReturnAddresses>().KeyOf(id!);
        var commands = readers.Sessions.SelectMany(session => session.Commands).ToList();
        var mail = Assert.Single(commands, command => command.StartsWith("MAIL FROM:", StringComparison.Ordinal));
        Assert.StartsWith($"MAIL FROM:<bounce+{key}@news.example.org>", mail, StringComparison.Ordinal);
        Assert.Contains($" ENVID={key} RET=HDRS", mail, StringComparison.Ordinal);
        Assert.Contains(" NOTIFY=FAILURE ", Assert.Single(commands, command => command.StartsWith("RCPT TO:", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 5.1.1 No such user", "Bounce", "Unreachable")]
    [InlineData("550 5.7.1 Your sort is not wanted here", null, "Ours")]
    [InlineData("552 5.2.2 Mailbox full", null, "Temporary")]
    [InlineData("550 No such user", null, "Temporary")]
    public async Task Reply_counts_as_a_report_with_its_status_does(string reply, string? suppression, string kind)
    {
        await OpenAsync(readers.Port, "reader@reader.example.com");
        readers.When(SmtpStage.Rcpt).Replies(reply);
        await DispatchAsync();

        Assert.Equal("Bounced", await kit.Database.ScalarAsync<string>("SELECT state FROM deliveries"));
        Assert.Equal(suppression, await kit.Database.ScalarAsync<string>("SELECT reason FROM suppressions"));
        Assert.Equal(kind, await kit.Database.ScalarAsync<string>("SELECT kind FROM bounces"));
    }

    [Fact]
    public async Task Reader_whose_server_put_us_off_for_three_days_counts_a_failure()
    {
        await OpenAsync(readers.Port, "reader@reader.example.com");
        readers.When(SmtpStage.Rcpt).Replies("450 4.2.2 Over quota");
        await DispatchAsync();
        Assert.Equal(0, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM bounces"));
        kit.Clock.Advance(new RetryOptions().Patience + TimeSpan.FromHours(1));
        await DispatchAsync();

        Assert.Equal("Temporary 4.2.2", await kit.Database.ScalarAsync<string>("SELECT kind || ' ' || status FROM bounces"));
        Assert.Equal("Cancelled", await kit.Database.ScalarAsync<string>("SELECT state FROM deliveries"));
    }

    [Fact]
    public async Task Edition_is_paused_while_it_runs_when_too_many_addresses_are_dead()
    {
        await OpenAsync(readers.Port, [.. Enumerable.Range(0, 200).Select(number => string.Create(CultureInfo.InvariantCulture, $"r{number}@{(number % 10 == 0 ? "dead" : "live")}.example.com"))]);
        readers.When(SmtpStage.Rcpt, "@dead.").Replies("550 5.1.1 No such user");
        await DispatchAsync(async () => await kit.Database.ScalarAsync<string>("SELECT state FROM editions") == "Paused");

        Assert.InRange(readers.Messages.Count, 40, 199);
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM edition_alarms WHERE kind = 'Bounces'"));
    }

    [Fact]
    public async Task Postfix_sends_back_what_its_readers_refuse_and_each_report_is_understood()
    {
        Assert.SkipUnless(PostfixServer.CanRun, PostfixServer.Missing);
        await using var postfix = await PostfixServer.StartAsync(readers.Port);
        readers.When(SmtpStage.Rcpt, "gone@").Replies("550 5.1.1 No such user");
        readers.When(SmtpStage.Rcpt, "full@").Replies("552 5.2.2 Mailbox full");
        readers.When(SmtpStage.Rcpt, "strict@").Replies("550 5.7.1 Refused by policy");
        await OpenAsync(postfix.Port, "gone@reader.example.com", "full@reader.example.com", "strict@reader.example.com", "well@reader.example.com");
        await DispatchAsync();
        Assert.Equal(4, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE state = 'Sent'"));

        var maildir = new MaildirSource(postfix.Maildir);
        await Eventually.BeTrueAsync(
            async () => await maildir.ReadAsync(ReadAsync, CancellationToken.None) >= 0 && await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM bounces") == 3, () => postfix.Log);

        Assert.Equal("Unreachable 5.1.1", await BounceOfAsync("gone"));
        Assert.Equal("Temporary 5.2.2", await BounceOfAsync("full"));
        Assert.Equal("Ours 5.7.1", await BounceOfAsync("strict"));
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM suppressions"));
        Assert.Equal(0, kit.Get<KeptMails>().Count());
        Assert.Equal("Sent", await kit.Database.ScalarAsync<string>(
            "SELECT d.state FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id JOIN subscribers p ON p.id = s.subscriber_id WHERE p.address LIKE 'well@%'"));
    }

    [Fact]
    public async Task Postfix_brings_a_mail_to_the_unsubscribe_address_of_a_digest()
    {
        Assert.SkipUnless(PostfixServer.CanRun, PostfixServer.Missing);
        await using var postfix = await PostfixServer.StartAsync(readers.Port);
        await OpenAsync(postfix.Port, "reader@reader.example.com");
        await DispatchAsync();
        var digest = await readers.ReadMessageAsync(TestContext.Current.CancellationToken);
        using var message = MimeKit.MimeMessage.Load(new MemoryStream(digest.Bytes));
        var address = message.Headers["List-Unsubscribe"]!.Split("<mailto:")[1].Split('?')[0];
        await using var transport = new SmtpTransport(kit.Mail, TimeProvider.System);
        var leaving = new MimeKit.MimeMessage { Subject = "unsubscribe", Body = new MimeKit.TextPart("plain") { Text = "" } };
        leaving.From.Add(new MimeKit.MailboxAddress("", "reader@reader.example.com"));
        leaving.To.Add(new MimeKit.MailboxAddress("", address));
        Assert.Null(await transport.OpenAsync(CancellationToken.None));
        Assert.IsType<MailOutcome.Accepted>(await transport.SendAsync(new OutgoingMessage("x", leaving, "reader@reader.example.com", address)));

        var maildir = new MaildirSource(postfix.Maildir);
        await Eventually.BeTrueAsync(
            async () => await maildir.ReadAsync(ReadAsync, CancellationToken.None) >= 0 && await kit.Database.ScalarAsync<string>("SELECT state FROM subscriptions") == "Unsubscribed", () => postfix.Log);
    }

    /// <summary>A kit whose mail goes to a port, with a digest that is due to some readers.</summary>
    private async Task OpenAsync(int port, params string[] addresses)
    {
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), mail => mail with
        {
            Transport = MailTransportKind.Smtp,
            Host = "127.0.0.1",
            Port = port,
            Security = MailSecurity.None,
            Bounces = ReturnedMails.OptionsIn(folder),
        });
        // A first start finds nothing new.
        await WriteAsync("old");
        foreach (var address in addresses) await kit.SubscribeAsync(address);
        await WriteAsync("new");
        await kit.Get<EditionPlanner>().PlanNowAsync(kit.Newsletter, kit.Clock.GetUtcNow(), CancellationToken.None);
    }

    private async Task WriteAsync(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(kit.ContentFolder, name + ".md"), $"---\ntitle: A treatment that is {name}\ndate: 2026-01-01\ntype: disease\n---\nText.\n");
        await kit.Get<ContentIngest>().RunAsync(null, CancellationToken.None);
    }

    private async Task ReadAsync(ReadOnlyMemory<byte> mail) => await kit.Get<ReturnedMailReader>().ReadAsync(mail, null, CancellationToken.None);

    private Task<string?> BounceOfAsync(string name) => kit.Database.ScalarAsync<string>(
        "SELECT b.kind || ' ' || b.status FROM bounces b JOIN subscribers p ON p.id = b.subscriber_id WHERE p.address = @Address", new { Address = name + "@reader.example.com" });

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
}
