using System.Text;
using MailKit;
using MailKit.Net.Pop3;
using MailKit.Security;
using Syndication.Tests.Support.Pop3;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.Compat.Mail;

public sealed class Pop3SessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData(null)]
    public async Task Name_and_password_are_accepted(string? mechanism)
    {
        await using var server = Pop3Sessions.CreateServer(mechanism is null ? [] : [mechanism]);
        using var client = await Pop3Sessions.ConnectAsync(server);

        await client.AuthenticateAsync(ScriptedPop3Server.User, ScriptedPop3Server.Password, Token);

        Assert.True(client.IsAuthenticated);
        Assert.Equal(1, client.Count);
        Assert.Equal(mechanism is null ? [] : ["AUTH " + mechanism], server.Commands.Where(command => command.StartsWith("AUTH", StringComparison.Ordinal)));
        Assert.Equal(mechanism is null, server.Commands.Any(command => command.StartsWith("PASS", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("-ERR not today")]
    public async Task Greeting_with_a_time_stamp_asks_for_apop_first(string? answer)
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"], timestamp: "<1.2@example.org>");
        if (answer is not null) server.Answers["APOP"] = answer;
        using var client = await Pop3Sessions.LogInAsync(server);

        Assert.True(client.IsAuthenticated);
        Assert.Single(server.Commands, command => command.StartsWith("APOP ", StringComparison.Ordinal));
        Assert.Equal(answer is not null, server.Commands.Contains("AUTH PLAIN"));
    }

    [Theory]
    [InlineData("+OK 1 abc", true)]
    [InlineData("-ERR unknown", false)]
    public async Task Server_that_does_not_offer_uidl_is_asked_for_it(string answer, bool knows)
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        server.Answers["UIDL"] = answer;
        using var client = await Pop3Sessions.LogInAsync(server);

        Assert.Single(server.Commands, "UIDL 1");
        Assert.Equal(knows, client.Capabilities.HasFlag(Pop3Capabilities.UIDL));
        Assert.True(client.IsAuthenticated);
    }

    [Fact]
    public async Task Server_that_answers_uidl_with_nonsense_is_a_protocol_exception()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        server.Answers["UIDL"] = "+OK";

        await Assert.ThrowsAsync<Pop3ProtocolException>(() => Pop3Sessions.LogInAsync(server));
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData(null)]
    public async Task Wrong_password_is_an_authentication_exception(string? mechanism)
    {
        await using var server = Pop3Sessions.CreateServer(mechanism is null ? [] : [mechanism]);
        using var client = await Pop3Sessions.ConnectAsync(server);

        await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync(ScriptedPop3Server.User, "wrong", Token));

        Assert.True(client.IsConnected);
        Assert.False(client.IsAuthenticated);
    }

    [Theory]
    [InlineData(SmtpServerSecurity.StartTls, SecureSocketOptions.StartTls)]
    [InlineData(SmtpServerSecurity.StartTls, SecureSocketOptions.StartTlsWhenAvailable)]
    [InlineData(SmtpServerSecurity.Implicit, SecureSocketOptions.SslOnConnect)]
    public async Task Mailbox_is_read_by_tls(SmtpServerSecurity security, SecureSocketOptions options)
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"], security);
        using var client = await Pop3Sessions.LogInAsync(server, options);

        Assert.True(client.IsSecure);
        Assert.True(client.IsEncrypted);
        Assert.Equal("one", (await client.GetMessageAsync(0, Token)).Subject);
    }

    [Fact]
    public async Task Server_without_stls_is_refused_where_it_is_asked_for()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);

        await Assert.ThrowsAsync<NotSupportedException>(() => Pop3Sessions.ConnectAsync(server, SecureSocketOptions.StartTls));
    }

    [Fact]
    public async Task Certificate_that_is_not_trusted_stops_the_connect()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"], SmtpServerSecurity.Implicit);
        using var client = new Pop3Client { CheckCertificateRevocation = false };

        var failure = await Assert.ThrowsAsync<SslHandshakeException>(() => client.ConnectAsync("localhost", server.Port, SecureSocketOptions.SslOnConnect, Token));

        Assert.Equal(server.Certificate.GetCertHashString(), failure.ServerCertificate?.GetCertHashString());
        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData("RETR", null)]
    [InlineData("STAT", "* what")]
    [InlineData("STAT", null)]
    public async Task Broken_protocol_ends_the_session(string command, string? answer)
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        using var client = await Pop3Sessions.LogInAsync(server);
        server.Answers[command] = answer;

        await Assert.ThrowsAsync<Pop3ProtocolException>(() => command == "STAT" ? client.GetMessageCountAsync(Token) : client.GetStreamAsync(0, cancellationToken: Token));

        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData("STAT", "+OK nonsense")]
    [InlineData("STAT", "+OK 1")]
    [InlineData("STAT", "+ more")]
    [InlineData("LIST", "+OK 2 100")]
    [InlineData("LIST", "+OK 1 many")]
    public async Task Answer_without_its_numbers_leaves_the_session_open(string command, string answer)
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        using var client = await Pop3Sessions.LogInAsync(server);
        server.Answers[command] = answer;

        await Assert.ThrowsAsync<Pop3ProtocolException>(() => command == "STAT" ? client.GetMessageCountAsync(Token) : client.GetMessageSizeAsync(0, Token));

        Assert.True(client.IsConnected);
        await client.NoOpAsync(Token);
    }

    [Fact]
    public async Task Command_cancelled_before_it_is_sent_leaves_the_session_open()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        using var client = await Pop3Sessions.LogInAsync(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.DeleteMessageAsync(0, new CancellationToken(canceled: true)));

        await client.NoOpAsync(Token);
        Assert.DoesNotContain("DELE 1", server.Commands);
    }

    [Theory]
    [InlineData("-ERR busy")]
    [InlineData("+OKAY")]
    public async Task Server_that_says_no_at_the_door_is_a_protocol_exception(string greeting)
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        server.Answers["GREETING"] = greeting;

        await Assert.ThrowsAsync<Pop3ProtocolException>(() => Pop3Sessions.ConnectAsync(server));
    }

    [Fact]
    public async Task Commands_out_of_turn_are_refused()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        using var client = new Pop3Client();
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => client.GetMessageCountAsync(Token));
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Token));
        await Assert.ThrowsAsync<ServiceNotAuthenticatedException>(() => client.GetStreamAsync(0, cancellationToken: Token));
        await client.AuthenticateAsync(ScriptedPop3Server.User, ScriptedPop3Server.Password, Token);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.GetStreamAsync(1, cancellationToken: Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.AuthenticateAsync(ScriptedPop3Server.User, ScriptedPop3Server.Password, Token));
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData(null)]
    public async Task Log_of_a_session_holds_no_password(string? mechanism)
    {
        await using var server = Pop3Sessions.CreateServer(mechanism is null ? [] : [mechanism]);
        using var log = new MemoryStream();
        using (var client = new Pop3Client(new ProtocolLogger(log, leaveOpen: true)))
        {
            await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Token);
            await client.AuthenticateAsync(ScriptedPop3Server.User, ScriptedPop3Server.Password, Token);
        }

        var text = Encoding.UTF8.GetString(log.ToArray());
        Assert.Contains("STAT", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ScriptedPop3Server.Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{ScriptedPop3Server.User}\0{ScriptedPop3Server.Password}")), text, StringComparison.Ordinal);
    }
}
