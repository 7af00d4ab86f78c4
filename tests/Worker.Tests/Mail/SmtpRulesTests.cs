using MimeKit;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Smtp;
using Syndication.Worker.Mail;

namespace Syndication.Tests.Worker.Mail;

/// <summary>What a connection to a mail server must keep to: TLS, names, reuse, and what is never sent.</summary>
public sealed class SmtpRulesTests
{
    private readonly ManualClock clock = new();

    [Theory]
    [InlineData(SmtpServerSecurity.StartTls, MailSecurity.StartTls)]
    [InlineData(SmtpServerSecurity.Implicit, MailSecurity.SslOnConnect)]
    public async Task Certificate_that_nobody_trusts_ends_the_connection(SmtpServerSecurity offered, MailSecurity asked)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Security = offered });
        await using var strict = Create(server, asked);
        await using var trusting = Create(server, asked, trusts: true);

        Assert.NotNull(await strict.OpenAsync(CancellationToken.None));
        Assert.Null(await trusting.OpenAsync(CancellationToken.None));
        Assert.IsType<MailOutcome.Accepted>(await trusting.SendAsync(Outgoing("a@example.com")));
        Assert.True(server.Sessions[^1].IsSecure);
        Assert.DoesNotContain(server.Sessions[0].Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_without_starttls_is_told_nothing()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Users = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = "secret" } });
        await using var transport = Create(server, MailSecurity.StartTls, user: "user");

        Assert.NotNull(await transport.OpenAsync(CancellationToken.None));
        Assert.DoesNotContain(server.Sessions.SelectMany(session => session.Commands), command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Client_gives_the_senders_domain_as_its_name()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var transport = Create(server);
        await SendAsync(transport, "a@example.com");
        Assert.Equal("EHLO news.example.org", server.Sessions[0].Commands[0]);
    }

    [Fact]
    public async Task Noop_is_said_after_an_idle_time_only()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var transport = Create(server);
        await SendAsync(transport, "a@example.com");
        await SendAsync(transport, "b@example.com");
        Assert.DoesNotContain("NOOP", Verbs(server));
        clock.Advance(TimeSpan.FromSeconds(11));
        await SendAsync(transport, "c@example.com");
        Assert.Single(Verbs(server), "NOOP");
        clock.Jump(TimeSpan.FromHours(-1));
        await SendAsync(transport, "d@example.com");
        Assert.Single(Verbs(server), "NOOP");
        Assert.Single(server.Sessions);
    }

    [Fact]
    public async Task Idle_connection_that_the_server_closed_is_opened_anew()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var transport = Create(server);
        await SendAsync(transport, "a@example.com");
        server.When(SmtpStage.Noop, times: 1).RepliesAndDrops("421 4.4.2 Idle too long");
        clock.Advance(TimeSpan.FromMinutes(5));
        await SendAsync(transport, "b@example.com");
        Assert.Equal(2, server.Messages.Count);
    }

    [Fact]
    public async Task Connection_ends_with_quit_when_its_share_is_sent()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var transport = Create(server, share: 2);
        for (var i = 0; i < 3; i++) await SendAsync(transport, "a@example.com");
        Assert.Equal([2, 1], server.Sessions.Select(session => session.Commands.Count(command => command == "DATA")));
        Assert.True(server.Sessions[0].Quit);
    }

    [Fact]
    public async Task Each_transaction_has_one_recipient()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var transport = Create(server);
        for (var i = 0; i < 3; i++) await SendAsync(transport, "a@example.com");
        Assert.Equal(3, Verbs(server).Count(verb => verb == "RCPT"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Domain_goes_out_as_a_labels(bool offersUtf8)
    {
        await using var server = ScriptedSmtpServer.Start(Capable(offersUtf8));
        await using var transport = Create(server);
        await SendAsync(transport, "a@bücher.example");
        await SendAsync(transport, "b@xn--bcher-kva.example");
        Assert.All(server.Messages, message => Assert.EndsWith("@xn--bcher-kva.example", message.Recipients[0], StringComparison.Ordinal));
        Assert.All(server.Messages, message => Assert.DoesNotContain("SMTPUTF8", message.MailFrom, StringComparison.Ordinal));
        Assert.Equal(2, server.Messages.Count);
    }

    [Fact]
    public async Task Address_that_needs_smtputf8_is_sent_where_it_is_offered()
    {
        await using var server = ScriptedSmtpServer.Start(Capable(offersUtf8: true));
        await using var transport = Create(server);
        await SendAsync(transport, "a@bücher.example");
        await SendAsync(transport, "jürgen@example.com");
        Assert.Contains("SMTPUTF8", server.Messages[1].MailFrom, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_needs_smtputf8_is_said_to_no_server_that_lacks_it()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var transport = Create(server);
        Assert.Null(await transport.OpenAsync(CancellationToken.None));
        Assert.IsType<MailOutcome.Rejected>(await transport.SendAsync(Outgoing("jürgen@example.com")));
        Assert.DoesNotContain("MAIL", Verbs(server));
    }

    [Theory]
    [InlineData("550 5.7.26 Unauthenticated", typeof(MailOutcome.SenderRefused))]
    [InlineData("550 5.7.515 Access denied", typeof(MailOutcome.SenderRefused))]
    [InlineData("550 5.7.23 SPF validation failed", typeof(MailOutcome.SenderRefused))]
    [InlineData("550-5.7.25 No PTR", typeof(MailOutcome.SenderRefused))]
    [InlineData("550 5.7.27 SPF did not pass", typeof(MailOutcome.SenderRefused))]
    [InlineData("550 5.7.1 Message looks like spam", typeof(MailOutcome.Rejected))]
    [InlineData("550 5.7.260 Other", typeof(MailOutcome.Rejected))]
    [InlineData("451 4.7.26 Unauthenticated, for now", typeof(MailOutcome.Deferred))]
    public async Task Refusal_of_how_the_sender_proves_itself_is_no_readers_fault(string reply, Type outcome)
    {
        await using var server = ScriptedSmtpServer.Start();
        server.When(SmtpStage.Dot).Replies(reply.Replace("550-", "550-first line\n550 ", StringComparison.Ordinal));
        await using var transport = Create(server);
        Assert.Null(await transport.OpenAsync(CancellationToken.None));
        Assert.IsType(outcome, await transport.SendAsync(Outgoing("a@example.com")));
    }

    private static SmtpServerOptions Capable(bool offersUtf8) =>
        new() { Capabilities = ["PIPELINING", "SIZE 10485760", "8BITMIME", "ENHANCEDSTATUSCODES", .. offersUtf8 ? ["SMTPUTF8"] : Array.Empty<string>()] };

    private static IReadOnlyList<string> Verbs(ScriptedSmtpServer server) =>
        [.. server.Sessions.SelectMany(session => session.Commands).Select(command => command.Split(' ', ':')[0])];

    private static OutgoingMessage Outgoing(string to)
    {
        var message = new MimeMessage([new MailboxAddress("N", "notes@news.example.org")], [new MailboxAddress("", to)], "Subject", new TextPart("plain") { Text = "Words\n" });
        return new OutgoingMessage("d", message, "notes@news.example.org", to);
    }

    private static async Task SendAsync(SmtpTransport transport, string to)
    {
        Assert.Null(await transport.OpenAsync(CancellationToken.None));
        Assert.IsType<MailOutcome.Accepted>(await transport.SendAsync(Outgoing(to)));
    }

    private SmtpTransport Create(ScriptedSmtpServer server, MailSecurity security = MailSecurity.None, int share = 100, bool trusts = false, string user = "") => new(
        new MailOptions
        {
            Transport = MailTransportKind.Smtp,
            Host = server.Host,
            Port = server.Port,
            Security = security,
            User = user,
            Password = "secret",
            From = new MailAddress("N", "notes@news.example.org"),
            MaxMessagesPerConnection = share,
        },
        clock, trusts ? (_, _, _, _) => true : null);
}
