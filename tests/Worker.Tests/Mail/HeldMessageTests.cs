using MimeKit;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Smtp;
using Syndication.Worker.Mail;

namespace Syndication.Tests.Worker.Mail;

public sealed class HeldMessageTests : IAsyncLifetime
{
    private readonly ScriptedSmtpServer server = ScriptedSmtpServer.Start();
    private SmtpTransport transport = null!;

    public async ValueTask InitializeAsync()
    {
        transport = new SmtpTransport(new MailOptions
        {
            Transport = MailTransportKind.Smtp,
            Host = server.Host,
            Port = server.Port,
            Security = MailSecurity.None,
            From = new MailAddress("N", "notes@news.example.org"),
        }, new ManualClock());
        Assert.Null(await transport.OpenAsync(CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await transport.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Message_is_on_its_way_before_its_permit_and_ends_after_it()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var permit = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.When(SmtpStage.Data).Calls(after: begun.SetResult);

        var sending = transport.SendAsync(Outgoing(isHtml: true), permit.Task);
        await begun.Task;
        Assert.False(sending.IsCompleted);
        Assert.Empty(server.Messages);
        permit.SetResult(true);

        Assert.IsType<MailOutcome.Accepted>(await sending);
        Assert.EndsWith("--\r\n", Assert.Single(server.Messages).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_whose_permit_is_refused_half_way_reaches_nobody_and_the_next_goes_over_a_new_line()
    {
        var permit = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.When(SmtpStage.Data, times: 1).Calls(after: () => permit.SetResult(false));

        Assert.IsType<MailOutcome.Withheld>(await transport.SendAsync(Outgoing(isHtml: true), permit.Task));
        await server.Sessions[0].Ended;
        Assert.Empty(server.Messages);

        Assert.Null(await transport.OpenAsync(CancellationToken.None));
        Assert.IsType<MailOutcome.Accepted>(await transport.SendAsync(Outgoing(isHtml: true), Task.FromResult(true)));
        Assert.Equal(2, Assert.Single(server.Messages).Session);
    }

    [Fact]
    public async Task Plain_text_waits_for_its_permit_before_the_first_command()
    {
        Assert.IsType<MailOutcome.Withheld>(await transport.SendAsync(Outgoing(isHtml: false), Task.FromResult(false)));
        Assert.DoesNotContain(server.Sessions[0].Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.IsType<MailOutcome.Accepted>(await transport.SendAsync(Outgoing(isHtml: false), Task.FromResult(true)));
    }

    [Fact]
    public async Task Size_that_is_declared_is_the_message_s()
    {
        var outgoing = Outgoing(isHtml: true);
        Assert.IsType<MailOutcome.Accepted>(await transport.SendAsync(outgoing with { Size = MessageBuilder.Measure(outgoing.Message) }, Task.FromResult(true)));
        Assert.Contains(server.Sessions[0].Commands, command => command.EndsWith($" SIZE={server.Messages[0].Bytes.Length}", StringComparison.Ordinal) || command.Contains($" SIZE={server.Messages[0].Bytes.Length} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pickup_writes_nothing_without_a_permit()
    {
        using var folder = new TemporaryFolder();
        await using var pickup = new PickupTransport(folder.Path);
        Assert.IsType<MailOutcome.Withheld>(await pickup.SendAsync(Outgoing(isHtml: true), Task.FromResult(false)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static OutgoingMessage Outgoing(bool isHtml)
    {
        var text = new TextPart("plain") { Text = "Words\n" };
        MimeEntity body = isHtml ? new HeldAlternative(text, new TextPart("html") { Text = "<p>Words\n" }) : text;
        var message = new MimeMessage([new MailboxAddress("N", "notes@news.example.org")], [new MailboxAddress("", "a@example.com")], "Subject", body);
        return new OutgoingMessage("d", message, "notes@news.example.org", "a@example.com");
    }
}
