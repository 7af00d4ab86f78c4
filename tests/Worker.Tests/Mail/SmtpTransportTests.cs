using MimeKit;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Smtp;
using Syndication.Worker.Mail;

namespace Syndication.Tests.Worker.Mail;

public sealed class SmtpTransportTests : IAsyncLifetime
{
    private readonly ScriptedSmtpServer server = ScriptedSmtpServer.Start();
    private SmtpTransport transport = null!;

    public ValueTask InitializeAsync()
    {
        transport = Create(server, 100);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await transport.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Accepted_message_arrives_once()
    {
        Assert.IsType<MailOutcome.Accepted>(await SendAsync());
        Assert.Equal(["a@example.com"], Assert.Single(server.Messages).Recipients);
    }

    [Fact]
    public async Task Connection_is_used_again_until_its_share_is_sent()
    {
        await using var small = Create(server, 2);
        for (var i = 0; i < 4; i++)
        {
            Assert.Null(await small.OpenAsync(CancellationToken.None));
            Assert.IsType<MailOutcome.Accepted>(await small.SendAsync(Outgoing("a@example.com")));
        }

        Assert.Equal(2, server.Sessions.Count);
    }

    [Theory]
    [InlineData(SmtpStage.Rcpt, "450 4.2.1 Busy", typeof(MailOutcome.Deferred))]
    [InlineData(SmtpStage.Rcpt, "550 5.1.1 No such user", typeof(MailOutcome.Rejected))]
    [InlineData(SmtpStage.Dot, "451 4.3.0 Try later", typeof(MailOutcome.Deferred))]
    [InlineData(SmtpStage.Dot, "552 5.3.4 Too big", typeof(MailOutcome.Rejected))]
    [InlineData(SmtpStage.Dot, "550 5.7.26 Unauthenticated mail", typeof(MailOutcome.SenderRefused))]
    [InlineData(SmtpStage.Mail, "550 5.7.1 Not from you", typeof(MailOutcome.SenderRefused))]
    [InlineData(SmtpStage.Mail, "451 4.7.1 Slow down", typeof(MailOutcome.Deferred))]
    public async Task Reply_of_the_server_decides(string stage, string reply, Type outcome)
    {
        server.When(stage, times: 1).Replies(reply);
        Assert.IsType(outcome, await SendAsync());
    }

    [Theory]
    [InlineData(SmtpStage.Mail)]
    [InlineData(SmtpStage.Dot)]
    public async Task Server_that_goes_away_with_421_defers_for_the_destination(string stage)
    {
        server.When(stage, times: 1).RepliesAndDrops("421 4.3.2 Closing");
        Assert.True(Assert.IsType<MailOutcome.Deferred>(await SendAsync()).IsDestination);
    }

    [Fact]
    public async Task Line_lost_before_the_message_is_a_retry()
    {
        server.When(SmtpStage.Data, times: 1).Drops();
        Assert.IsType<MailOutcome.Deferred>(await SendAsync());
    }

    [Fact]
    public async Task Line_lost_after_the_dot_is_unknown()
    {
        server.When(SmtpStage.Dot, times: 1).Drops();
        Assert.IsType<MailOutcome.Unknown>(await SendAsync());
    }

    [Fact]
    public async Task Line_closed_between_messages_costs_nothing()
    {
        Assert.IsType<MailOutcome.Accepted>(await SendAsync());
        server.When(SmtpStage.Mail, times: 1).Drops();
        Assert.IsType<MailOutcome.Accepted>(await SendAsync());
    }

    [Fact]
    public async Task Address_that_needs_smtputf8_is_refused_before_it_is_sent()
    {
        Assert.IsType<MailOutcome.Rejected>(await SendAsync("jürgen@example.com"));
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Server_that_is_down_is_told_in_one_line()
    {
        var gone = ScriptedSmtpServer.Start();
        await using var nowhere = Create(gone, 1);
        await gone.DisposeAsync();
        var trouble = Assert.IsType<MailOutcome.Deferred>(await nowhere.OpenAsync(CancellationToken.None));
        Assert.DoesNotContain('\n', trouble.Reply);
    }

    [Fact]
    public async Task Starttls_is_never_left_out()
    {
        await using var strict = new SmtpTransport(Options(server, 10) with { Security = MailSecurity.StartTls }, new ManualClock());
        Assert.NotNull(await strict.OpenAsync(CancellationToken.None));
        Assert.Empty(server.Messages);
    }

    private static MailOptions Options(ScriptedSmtpServer server, int share) => new()
    {
        Transport = MailTransportKind.Smtp,
        Host = server.Host,
        Port = server.Port,
        Security = MailSecurity.None,
        From = new MailAddress("N", "notes@news.example.org"),
        MaxMessagesPerConnection = share,
    };

    private static SmtpTransport Create(ScriptedSmtpServer server, int share) => new(Options(server, share), new ManualClock());

    private static OutgoingMessage Outgoing(string to)
    {
        var message = new MimeMessage([new MailboxAddress("N", "notes@news.example.org")], [new MailboxAddress("", to)], "Subject", new TextPart("plain") { Text = "Words\n" });
        return new OutgoingMessage("d", message, "notes@news.example.org", to);
    }

    private async Task<MailOutcome> SendAsync(string to = "a@example.com")
    {
        Assert.Null(await transport.OpenAsync(CancellationToken.None));
        return await transport.SendAsync(Outgoing(to));
    }
}
