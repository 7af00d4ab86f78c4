using System.Globalization;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.Compat.Mail;

public sealed class SmtpSessionTests
{
    private static readonly Dictionary<string, string> Users = new(StringComparer.Ordinal) { ["mailer"] = "pa ss=wörd" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SmtpServerSecurity.StartTls, SecureSocketOptions.StartTls)]
    [InlineData(SmtpServerSecurity.StartTls, SecureSocketOptions.StartTlsWhenAvailable)]
    [InlineData(SmtpServerSecurity.Implicit, SecureSocketOptions.SslOnConnect)]
    public async Task Message_travels_by_tls(SmtpServerSecurity security, SecureSocketOptions options)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Security = security });
        using var client = await Mails.ConnectAsync(server, options: options);

        await client.SendAsync(Mails.Simple(), Token);

        Assert.True(client.IsSecure);
        Assert.True(client.IsEncrypted);
        Assert.True(server.Sessions[0].IsSecure);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Certificate_that_is_not_trusted_stops_the_connect()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Security = SmtpServerSecurity.StartTls });
        using var client = new SmtpClient { CheckCertificateRevocation = false };

        var failure = await Assert.ThrowsAsync<SslHandshakeException>(
            () => client.ConnectAsync("localhost", server.Port, SecureSocketOptions.StartTls, Token));

        Assert.Equal(server.Certificate.GetCertHashString(), failure.ServerCertificate?.GetCertHashString());
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Server_without_starttls_is_refused_where_it_is_asked_for()
    {
        await using var server = ScriptedSmtpServer.Start();

        await Assert.ThrowsAsync<NotSupportedException>(() => Mails.ConnectAsync(server, options: SecureSocketOptions.StartTls));
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task Name_and_password_are_accepted(string mechanism)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Users = Users, AuthMechanisms = [mechanism] });
        using var client = await Mails.ConnectAsync(server);

        await client.AuthenticateAsync("mailer", Users["mailer"], Token);

        Assert.True(client.IsAuthenticated);
        Assert.Equal("mailer", server.Sessions[0].User);
    }

    [Fact]
    public async Task Access_token_is_accepted()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Users = new Dictionary<string, string>(StringComparer.Ordinal) { ["mailer"] = "token" } });
        using var client = await Mails.ConnectAsync(server);

        await client.AuthenticateAsync(new SaslMechanismOAuth2("mailer", "token"), Token);

        Assert.True(client.IsAuthenticated);
    }

    [Fact]
    public async Task Wrong_password_is_an_authentication_failure_and_the_connection_lives()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Users = Users });
        using var client = await Mails.ConnectAsync(server);

        var failure = await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync("mailer", "wrong", Token));

        Assert.Contains("535", failure.Message, StringComparison.Ordinal);
        Assert.True(client.IsConnected);
        Assert.False(client.IsAuthenticated);
    }

    [Fact]
    public async Task Server_without_auth_is_not_asked()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);

        await Assert.ThrowsAsync<NotSupportedException>(() => client.AuthenticateAsync("mailer", "secret", Token));
    }

    [Fact]
    public async Task Send_before_a_required_authentication_says_so()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Users = Users, RequireAuth = true });
        using var client = await Mails.ConnectAsync(server);

        await Assert.ThrowsAsync<ServiceNotAuthenticatedException>(() => client.SendAsync(Mails.Simple(), Token));

        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Greeting_uses_the_local_domain()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server, new SmtpClient { LocalDomain = "mail.example.org" });

        Assert.Equal("EHLO mail.example.org", server.Sessions[0].Commands[0]);
    }

    [Fact]
    public async Task Capabilities_follow_the_greeting_and_can_only_be_taken_away()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Capabilities = ["SIZE 1000", "8BITMIME", "DSN", "SMTPUTF8"] });
        using var client = await Mails.ConnectAsync(server);

        Assert.Equal(SmtpCapabilities.Size | SmtpCapabilities.EightBitMime | SmtpCapabilities.Dsn | SmtpCapabilities.UTF8, client.Capabilities);
        Assert.Equal(1000u, client.MaxSize);
        client.Capabilities &= ~SmtpCapabilities.Dsn;
        Assert.False(client.Capabilities.HasFlag(SmtpCapabilities.Dsn));
        Assert.Throws<ArgumentException>(() => client.Capabilities |= SmtpCapabilities.Chunking);
    }

    [Fact]
    public async Task Old_server_is_greeted_the_old_way()
    {
        await using var server = ScriptedSmtpServer.Start();
        server.When(SmtpStage.Ehlo).Replies("502 5.5.1 What?");
        using var client = await Mails.ConnectAsync(server);

        await client.SendAsync(Mails.Simple(), Token);

        Assert.Equal(SmtpCapabilities.None, client.Capabilities);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Events_tell_of_the_session()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Users = Users });
        using var client = new SmtpClient();
        List<string> told = [];
        client.Connected += (_, e) => told.Add(string.Create(CultureInfo.InvariantCulture, $"connected {e.Host} {e.Options}"));
        client.Authenticated += (_, e) => told.Add(e.Message);
        client.Disconnected += (_, e) => told.Add(string.Create(CultureInfo.InvariantCulture, $"disconnected {e.IsRequested}"));

        await Mails.ConnectAsync(server, client);
        await client.AuthenticateAsync("mailer", Users["mailer"], Token);
        await client.DisconnectAsync(quit: true, Token);

        Assert.Equal(["connected localhost None", "2.7.0 Authentication successful", "disconnected True"], told);
    }

    [Fact]
    public async Task Log_holds_the_dialogue_without_secrets()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Users = Users });
        using var log = new MemoryStream();
        using (var client = await Mails.ConnectAsync(server, new SmtpClient(new ProtocolLogger(log, leaveOpen: true))))
        {
            await client.AuthenticateAsync("mailer", Users["mailer"], Token);
            await client.SendAsync(Mails.Simple(), Token);
            await client.DisconnectAsync(quit: true, Token);
        }

        var text = Encoding.UTF8.GetString(log.ToArray());
        Assert.Contains("S: 220 scripted.test ESMTP ready\r\n", text, StringComparison.Ordinal);
        Assert.Contains("C: AUTH PLAIN ********\r\n", text, StringComparison.Ordinal);
        Assert.Contains("C: MAIL FROM:<letter@example.org>", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("\0mailer\0" + Users["mailer"])), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synchronous_calls_do_the_same()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = new SmtpClient();

        client.Connect("127.0.0.1", server.Port, SecureSocketOptions.None, Token);
        var reply = client.Send(Mails.Simple(), Token);
        client.Disconnect(quit: true, Token);

        Assert.Equal("2.0.0 OK queued as 1", reply);
    }
}
