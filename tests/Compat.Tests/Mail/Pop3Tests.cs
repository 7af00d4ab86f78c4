using System.Text;
using MailKit;
using MailKit.Net.Pop3;
using MailKit.Security;
using Syndication.Tests.Support.Pop3;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.Compat.Mail;

public sealed class Pop3Tests
{
    private const string Message = "Subject: one\r\nTo: a@example.org\r\n\r\n.dotted\r\n..twice\r\nlast\r\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData(null)]
    public async Task Name_and_password_are_accepted(string? mechanism)
    {
        await using var server = CreateServer(mechanism is null ? [] : [mechanism]);
        using var client = await ConnectAsync(server);

        await client.AuthenticateAsync(ScriptedPop3Server.User, ScriptedPop3Server.Password, Token);

        Assert.True(client.IsAuthenticated);
        Assert.Equal(1, client.Count);
        Assert.Equal(mechanism is not null, server.Commands.Any(command => command.StartsWith("AUTH", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData(null)]
    public async Task Wrong_password_is_an_authentication_exception(string? mechanism)
    {
        await using var server = CreateServer(mechanism is null ? [] : [mechanism]);
        using var client = await ConnectAsync(server);

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
        await using var server = CreateServer(["PLAIN"], security);
        using var client = await LogInAsync(server, options);

        Assert.True(client.IsSecure);
        Assert.True(client.IsEncrypted);
        Assert.Equal("one", (await client.GetMessageAsync(0, Token)).Subject);
    }

    [Fact]
    public async Task Server_without_stls_is_refused_where_it_is_asked_for()
    {
        await using var server = CreateServer(["PLAIN"]);

        await Assert.ThrowsAsync<NotSupportedException>(() => ConnectAsync(server, SecureSocketOptions.StartTls));
    }

    [Fact]
    public async Task Certificate_that_is_not_trusted_stops_the_connect()
    {
        await using var server = CreateServer(["PLAIN"], SmtpServerSecurity.Implicit);
        using var client = new Pop3Client { CheckCertificateRevocation = false };

        var failure = await Assert.ThrowsAsync<SslHandshakeException>(() => client.ConnectAsync("localhost", server.Port, SecureSocketOptions.SslOnConnect, Token));

        Assert.Equal(server.Certificate.GetCertHashString(), failure.ServerCertificate?.GetCertHashString());
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Message_comes_byte_for_byte_with_its_dots()
    {
        await using var server = CreateServer(["PLAIN"]);
        using var client = await LogInAsync(server);

        using var reader = new StreamReader(await client.GetStreamAsync(0, cancellationToken: Token), Encoding.Latin1);

        Assert.Equal(Message, await reader.ReadToEndAsync(Token));
        Assert.Equal(Message.Length, await client.GetMessageSizeAsync(0, Token));
    }

    [Fact]
    public async Task Headers_come_alone()
    {
        await using var server = CreateServer(["PLAIN"]);
        using var client = await LogInAsync(server);

        using var reader = new StreamReader(await client.GetStreamAsync(0, headersOnly: true, Token), Encoding.Latin1);

        Assert.Equal("Subject: one\r\nTo: a@example.org\r\n", (await reader.ReadToEndAsync(Token)).TrimEnd('\r', '\n') + "\r\n");
        Assert.Contains("TOP 1 0", server.Commands);
    }

    [Fact]
    public async Task Deleted_message_goes_when_the_session_ends_in_order()
    {
        await using var server = CreateServer(["PLAIN"]);
        using (var client = await LogInAsync(server))
        {
            await client.DeleteMessageAsync(0, Token);
            await client.DisconnectAsync(quit: false, Token);
        }

        Assert.Single(server.Messages);
        using var again = await LogInAsync(server);
        await again.DeleteMessageAsync(0, Token);
        await again.DisconnectAsync(quit: true, Token);

        Assert.False(again.IsConnected);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Refused_command_leaves_the_session_open()
    {
        await using var server = CreateServer(["PLAIN"]);
        using var client = await LogInAsync(server);
        server.Answers["RETR"] = "-ERR [SYS/TEMP] not now";

        var failure = await Assert.ThrowsAsync<Pop3CommandException>(() => client.GetStreamAsync(0, cancellationToken: Token));

        Assert.Equal("[SYS/TEMP] not now", failure.StatusText);
        Assert.True(client.IsConnected);
        await client.NoOpAsync(Token);
    }

    [Theory]
    [InlineData("RETR", null)]
    [InlineData("STAT", "+OK nonsense")]
    [InlineData("STAT", "* what")]
    [InlineData("STAT", null)]
    public async Task Broken_protocol_ends_the_session(string command, string? answer)
    {
        await using var server = CreateServer(["PLAIN"]);
        using var client = await LogInAsync(server);
        server.Answers[command] = answer;

        await Assert.ThrowsAsync<Pop3ProtocolException>(() => command == "STAT" ? client.GetMessageCountAsync(Token) : client.GetStreamAsync(0, cancellationToken: Token));

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Server_that_says_no_at_the_door_is_a_protocol_exception()
    {
        await using var server = CreateServer(["PLAIN"]);
        server.Answers["GREETING"] = "-ERR busy";

        await Assert.ThrowsAsync<Pop3ProtocolException>(() => ConnectAsync(server));
    }

    [Fact]
    public async Task Commands_out_of_turn_are_refused()
    {
        await using var server = CreateServer(["PLAIN"]);
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
        await using var server = CreateServer(mechanism is null ? [] : [mechanism]);
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

    private static ScriptedPop3Server CreateServer(string[] mechanisms, SmtpServerSecurity security = SmtpServerSecurity.None) =>
        new() { Mechanisms = mechanisms, Security = security, Messages = { Encoding.Latin1.GetBytes(Message) } };

    private static async Task<Pop3Client> ConnectAsync(ScriptedPop3Server server, SecureSocketOptions options = SecureSocketOptions.None)
    {
        var client = new Pop3Client
        {
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == server.Certificate.GetCertHashString(),
        };
        await client.ConnectAsync("localhost", server.Port, options, Token);
        return client;
    }

    private static async Task<Pop3Client> LogInAsync(ScriptedPop3Server server, SecureSocketOptions options = SecureSocketOptions.None)
    {
        var client = await ConnectAsync(server, options);
        await client.AuthenticateAsync(ScriptedPop3Server.User, ScriptedPop3Server.Password, Token);
        return client;
    }
}
