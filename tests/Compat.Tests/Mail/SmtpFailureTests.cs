using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.Compat.Mail;

public sealed class SmtpFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool> Pipelining => [true, false];

    [Theory]
    [MemberData(nameof(Pipelining))]
    public async Task Refused_recipient_leaves_the_connection_usable(bool pipelining)
    {
        await using var server = Server(pipelining);
        server.When(SmtpStage.Rcpt, "reader@", message: 1).Replies("550 5.1.1 No such user");
        using var client = await Mails.ConnectAsync(server);

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mails.Simple(), Token));
        await client.SendAsync(Mails.Simple(), Token);

        Assert.Equal(SmtpErrorCode.RecipientNotAccepted, refusal.ErrorCode);
        Assert.Equal(SmtpStatusCode.MailboxUnavailable, refusal.StatusCode);
        Assert.Equal("5.1.1 No such user", refusal.Message);
        Assert.Equal("reader@example.com", refusal.Mailbox?.Address);
        Assert.True(client.IsConnected);
        Assert.Contains("RSET", server.Sessions[0].Commands);
        Assert.Single(server.Messages);
    }

    [Theory]
    [MemberData(nameof(Pipelining))]
    public async Task Refused_sender_is_told_as_such(bool pipelining)
    {
        await using var server = Server(pipelining);
        server.When(SmtpStage.Mail).Replies("550 5.7.26 Not authenticated");
        using var client = await Mails.ConnectAsync(server);

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mails.Simple(), Token));

        Assert.Equal(SmtpErrorCode.SenderNotAccepted, refusal.ErrorCode);
        Assert.Equal("letter@example.org", refusal.Mailbox?.Address);
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Refusal_at_data_is_an_unexpected_status()
    {
        await using var server = Server(pipelining: true);
        server.When(SmtpStage.Data).Replies("451 4.3.0 Not now");
        using var client = await Mails.ConnectAsync(server);

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mails.Simple(), Token));

        Assert.Equal(SmtpErrorCode.UnexpectedStatusCode, refusal.ErrorCode);
        Assert.Equal(SmtpStatusCode.ErrorInProcessing, refusal.StatusCode);
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Refusal_at_the_dot_is_a_refused_message()
    {
        await using var server = Server(pipelining: true);
        server.When(SmtpStage.Dot).Replies("451-4.7.1 Try\n451 4.7.1 later");
        using var client = await Mails.ConnectAsync(server);

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mails.Simple(), Token));

        Assert.Equal(SmtpErrorCode.MessageNotAccepted, refusal.ErrorCode);
        Assert.Equal("4.7.1 Try\n4.7.1 later", refusal.Message);
        Assert.True(client.IsConnected);
        Assert.False(Assert.Single(server.Messages).Accepted);
    }

    [Theory]
    [InlineData(SmtpStage.Mail)]
    [InlineData(SmtpStage.Dot)]
    public async Task Server_that_closes_after_421_is_told_by_the_reply_and_by_the_connection(string stage)
    {
        await using var server = Server(pipelining: false);
        server.When(stage).RepliesAndDrops("421 4.3.2 Shutting down");
        using var client = await Mails.ConnectAsync(server);

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mails.Simple(), Token));

        Assert.Equal(SmtpStatusCode.ServiceNotAvailable, refusal.StatusCode);
        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData(SmtpStage.Mail)]
    [InlineData(SmtpStage.Data)]
    [InlineData(SmtpStage.Dot)]
    public async Task Lost_connection_ends_the_session(string stage)
    {
        await using var server = Server(pipelining: false);
        server.When(stage).Drops();
        using var client = await Mails.ConnectAsync(server);
        DisconnectedEventArgs? told = null;
        client.Disconnected += (_, e) => told = e;

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.SendAsync(Mails.Simple(), Token));

        Assert.False(client.IsConnected);
        Assert.False(told?.IsRequested);
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => client.SendAsync(Mails.Simple(), Token));
    }

    [Fact]
    public async Task Silent_server_times_out_and_the_connection_is_gone()
    {
        await using var server = Server(pipelining: true);
        server.When(SmtpStage.Dot).Stalls();
        using var client = await Mails.ConnectAsync(server);
        client.Timeout = 200;

        await Assert.ThrowsAsync<TimeoutException>(() => client.SendAsync(Mails.Simple(), Token));

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Cancelled_send_ends_the_session()
    {
        await using var server = Server(pipelining: true);
        server.When(SmtpStage.Dot).Stalls();
        using var client = await Mails.ConnectAsync(server);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var sending = client.SendAsync(Mails.Simple(), cancellation.Token);
        await server.ReadMessageAsync(Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Refused_recipients_can_be_passed_over()
    {
        await using var server = Server(pipelining: true);
        server.When(SmtpStage.Rcpt, "reader@").Replies("550 5.1.1 No such user");
        using var client = await Mails.ConnectAsync(server, new LenientClient());
        var message = Mails.Simple();
        message.To.Add(new MailboxAddress(null, "second@example.com"));

        await client.SendAsync(message, Token);

        Assert.Equal(["second@example.com"], (await server.ReadMessageAsync(Token)).Recipients);
    }

    [Fact]
    public async Task Message_without_an_accepted_recipient_fails()
    {
        await using var server = Server(pipelining: true);
        server.When(SmtpStage.Rcpt).Replies("550 5.1.1 No such user");
        using var client = await Mails.ConnectAsync(server, new LenientClient());

        var failure = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mails.Simple(), Token));

        Assert.Equal(SmtpErrorCode.MessageNotAccepted, failure.ErrorCode);
        Assert.Equal(SmtpStatusCode.TransactionFailed, failure.StatusCode);
    }

    [Fact]
    public async Task Refused_greeting_fails_the_connect()
    {
        await using var server = Server(pipelining: true);
        server.When(SmtpStage.Connect).RepliesAndDrops("554 5.7.1 Not you");

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => Mails.ConnectAsync(server));

        Assert.Equal(SmtpStatusCode.TransactionFailed, refusal.StatusCode);
    }

    [Fact]
    public async Task Message_without_sender_or_recipient_is_refused_before_anything_is_sent()
    {
        await using var server = Server(pipelining: true);
        using var client = await Mails.ConnectAsync(server);
        var message = Mails.Simple();
        message.To.Clear();

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(message, Token));

        Assert.Single(server.Sessions[0].Commands);
    }

    [Fact]
    public async Task Unconnected_client_says_so()
    {
        using var client = new SmtpClient();

        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => client.SendAsync(Mails.Simple(), Token));
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => client.NoOpAsync(Token));
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => client.AuthenticateAsync("user", "secret", Token));
        await client.DisconnectAsync(quit: true, Token);
    }

    [Fact]
    public async Task Noop_finds_a_dead_connection()
    {
        await using var server = Server(pipelining: true);
        using var client = await Mails.ConnectAsync(server);
        await client.NoOpAsync(Token);
        server.When(SmtpStage.Noop).Drops();

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.NoOpAsync(Token));

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Connecting_twice_is_a_mistake()
    {
        await using var server = Server(pipelining: true);
        using var client = await Mails.ConnectAsync(server);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Token));
    }

    [Fact]
    public async Task Client_that_waits_for_an_answer_cannot_say_goodbye()
    {
        await using var server = ScriptedSmtpServer.Start();
        server.When(SmtpStage.Dot).Stalls();
        using var client = await Mails.ConnectAsync(server);
        _ = client.SendAsync(Mails.Simple(), Token);
        await server.ReadMessageAsync(Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.DisconnectAsync(quit: true, Token));
    }

    private static ScriptedSmtpServer Server(bool pipelining) =>
        ScriptedSmtpServer.Start(new SmtpServerOptions { Capabilities = pipelining ? ["PIPELINING", "8BITMIME"] : ["8BITMIME"] });

    private sealed class LenientClient : SmtpClient
    {
        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
        }
    }
}
