using System.Globalization;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.Compat.Mail;

public sealed class SmtpSendTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_arrives_with_envelope_and_bytes()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);
        var message = Mails.Simple(text: "One\n.two\n..three\n");

        var reply = await client.SendAsync(message, Token);

        var received = await server.ReadMessageAsync(Token);
        Assert.Equal("2.0.0 OK queued as 1", reply);
        Assert.Equal("letter@example.org", received.Sender);
        Assert.Equal(["reader@example.com"], received.Recipients);
        Assert.Equal(Mails.Written(message), received.Text);
        Assert.EndsWith("\r\n\r\nOne\r\n.two\r\n..three\r\n", received.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Envelope_given_apart_replaces_that_of_the_message()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);

        await client.SendAsync(Mails.Simple(), new MailboxAddress(null, "bounce+1@example.org"), [new MailboxAddress(null, "other@example.net")], Token);

        var received = await server.ReadMessageAsync(Token);
        Assert.Equal("bounce+1@example.org", received.Sender);
        Assert.Equal(["other@example.net"], received.Recipients);
    }

    [Fact]
    public async Task Recipients_are_named_once()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);
        var message = Mails.Simple();
        message.Cc.Add(new MailboxAddress(null, "READER@example.com"));

        await client.SendAsync(message, Token);

        Assert.Single((await server.ReadMessageAsync(Token)).Recipients);
    }

    [Fact]
    public async Task Bcc_is_an_envelope_matter_only()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);
        var message = Mails.Simple();
        message.Bcc.Add(new MailboxAddress(null, "hidden@example.com"));

        await client.SendAsync(message, Token);

        var received = await server.ReadMessageAsync(Token);
        Assert.Contains("hidden@example.com", received.Recipients);
        Assert.DoesNotContain("Bcc", received.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_connection_carries_many_messages()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);

        for (var i = 0; i < 5; i++)
            await client.SendAsync(Mails.Simple(subject: "Number " + i.ToString(CultureInfo.InvariantCulture)), Token);
        await client.DisconnectAsync(quit: true, Token);

        Assert.Equal(5, server.Messages.Count);
        Assert.Single(server.Sessions);
        await server.Sessions[0].Ended.WaitAsync(Token);
        Assert.True(server.Sessions[0].Quit);
    }

    [Fact]
    public async Task Size_told_to_the_server_is_the_size_that_travels()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);

        await client.SendAsync(Mails.Simple(text: new string('x', 5000) + "\n"), Token);

        var received = await server.ReadMessageAsync(Token);
        Assert.Contains("SIZE=" + received.Bytes.Length.ToString(CultureInfo.InvariantCulture), received.MailFrom, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_ends_at_the_total()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);
        var progress = new RecordingProgress();

        await client.SendAsync(Mails.Simple(text: string.Concat(Enumerable.Repeat("A line of text.\n", 5000))), Token, progress);

        Assert.NotEmpty(progress.Reports);
        Assert.Equal(progress.Reports.Select(report => report.Transferred).Order(), progress.Reports.Select(report => report.Transferred));
        Assert.Equal(progress.Reports[^1].Total, progress.Reports[^1].Transferred);
    }

    [Fact]
    public async Task Progress_counts_doubled_dots_beyond_the_total()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);
        var progress = new RecordingProgress();

        await client.SendAsync(Mails.Simple(text: ".a\n.b\n"), Token, progress);

        Assert.Equal(progress.Reports[^1].Total + 2, progress.Reports[^1].Transferred);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Envelope_works_with_and_without_pipelining(bool pipelining)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Capabilities = pipelining ? ["PIPELINING"] : [] });
        using var client = await Mails.ConnectAsync(server);

        await client.SendAsync(Mails.Simple(), Token);

        Assert.True((await server.ReadMessageAsync(Token)).Accepted);
        Assert.Equal(pipelining, client.Capabilities.HasFlag(SmtpCapabilities.Pipelining));
    }

    [Fact]
    public async Task Dsn_hooks_reach_the_server_that_knows_them()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server, new DsnClient());
        client.DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly;

        await client.SendAsync(Mails.Simple(), Token);

        var received = await server.ReadMessageAsync(Token);
        Assert.Contains(" ENVID=delivery+2B1", received.MailFrom, StringComparison.Ordinal);
        Assert.Contains(" RET=HDRS", received.MailFrom, StringComparison.Ordinal);
        Assert.Contains(" NOTIFY=FAILURE", received.RcptTo[0], StringComparison.Ordinal);
        Assert.Contains(" ORCPT=rfc822;reader@example.com", received.RcptTo[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dsn_is_left_out_where_the_server_lacks_it()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Capabilities = [] });
        using var client = await Mails.ConnectAsync(server, new DsnClient());
        client.DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly;

        await client.SendAsync(Mails.Simple(), Token);

        var received = await server.ReadMessageAsync(Token);
        Assert.Equal("FROM:<letter@example.org>", received.MailFrom);
        Assert.Equal(["TO:<reader@example.com>"], received.RcptTo);
    }

    [Fact]
    public async Task Domains_travel_as_a_labels_without_smtputf8()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);

        await client.SendAsync(Mails.Simple(), new MailboxAddress(null, "a@bücher.example"), [new MailboxAddress(null, "b@bücher.example")], Token);

        var received = await server.ReadMessageAsync(Token);
        Assert.Equal("a@xn--bcher-kva.example", received.Sender);
        Assert.Equal(["b@xn--bcher-kva.example"], received.Recipients);
    }

    [Fact]
    public async Task International_address_asks_for_smtputf8_where_the_server_knows_it()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Capabilities = ["8BITMIME", "SMTPUTF8"] });
        using var client = await Mails.ConnectAsync(server);

        await client.SendAsync(Mails.Simple(), new MailboxAddress(null, "letter@example.org"), [new MailboxAddress(null, "jörg@example.com")], Token);

        var received = await server.ReadMessageAsync(Token);
        Assert.Contains(" SMTPUTF8", received.MailFrom, StringComparison.Ordinal);
        Assert.Equal(["jörg@example.com"], received.Recipients);
    }

    [Fact]
    public async Task Eight_bit_text_is_encoded_for_a_server_of_seven_bits()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpServerOptions { Capabilities = [] });
        using var client = await Mails.ConnectAsync(server);

        await client.SendAsync(Mails.Simple(text: "Grüße aus dem Garten, lange nicht gesehen\n"), Token);

        var received = await server.ReadMessageAsync(Token);
        Assert.DoesNotContain(received.Bytes, b => b > 127);
        Assert.Equal("Grüße aus dem Garten, lange nicht gesehen", MimeMessage.Load(new MemoryStream(received.Bytes), Token).TextBody!.TrimEnd());
    }

    [Fact]
    public async Task Eight_bit_text_travels_as_it_is_where_the_server_takes_it()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);

        await client.SendAsync(Mails.Simple(text: "Grüße\n"), Token);

        var received = await server.ReadMessageAsync(Token);
        Assert.Contains(" BODY=8BITMIME", received.MailFrom, StringComparison.Ordinal);
        Assert.Contains("Grüße", Encoding.UTF8.GetString(received.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_sent_is_told()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);
        MessageSentEventArgs? told = null;
        client.MessageSent += (_, e) => told = e;
        var message = Mails.Simple();

        await client.SendAsync(message, Token);

        Assert.Same(message, told?.Message);
        Assert.Equal("2.0.0 OK queued as 1", told?.Response);
    }

    private sealed class DsnClient : SmtpClient
    {
        protected override string? GetEnvelopeId(MimeMessage message) => "delivery+1";

        protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
            DeliveryStatusNotification.Failure;
    }

    private sealed class RecordingProgress : ITransferProgress
    {
        public List<(long Transferred, long Total)> Reports { get; } = [];

        public void Report(long bytesTransferred, long totalSize) => Reports.Add((bytesTransferred, totalSize));

        public void Report(long bytesTransferred) => throw new InvalidOperationException("The total is known.");
    }
}
