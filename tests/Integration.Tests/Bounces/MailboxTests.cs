using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Pop3;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Newsletters.Bounces;

namespace Syndication.Tests.Integration.Bounces;

/// <summary>Mails are read from where mail servers put them, and are gone only when what follows is committed.</summary>
public sealed class MailboxTests : IAsyncLifetime
{
    private const string Address = "reader@reader.example.com";

    private readonly TemporaryFolder folder = new();
    private DigestKit kit = null!;
    private string delivery = "";

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), mail => mail with { Bounces = ReturnedMails.OptionsIn(folder) });
        await kit.SubscribeAsync(Address);
        delivery = (await kit.SendEditionAsync())[Address];
    }

    public async ValueTask DisposeAsync()
    {
        await kit.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Dovecots_mailbox_is_read_and_emptied()
    {
        Assert.SkipUnless(DovecotServer.IsInstalled, DovecotServer.Missing);
        await using var server = await DovecotServer.StartAsync(kit.Read("postfix-no-such-user", delivery), kit.Read("vacation", delivery), kit.Read("letter", delivery));
        var source = new Pop3Source(new Pop3Options("127.0.0.1", server.Port, MailSecurity.None, DovecotServer.User, DovecotServer.Password));

        Assert.Equal(3, await source.ReadAsync(ReadAsync, CancellationToken.None));

        Assert.Equal("Bounce", await kit.Database.ScalarAsync<string>("SELECT reason FROM suppressions"));
        Assert.Equal(1, kit.Get<KeptMails>().Count());
        Assert.Empty(server.Mails);
        Assert.Equal(0, await source.ReadAsync(ReadAsync, CancellationToken.None));
    }

    [Fact]
    public async Task Dovecot_that_refuses_the_password_is_told_without_it()
    {
        Assert.SkipUnless(DovecotServer.IsInstalled, DovecotServer.Missing);
        await using var server = await DovecotServer.StartAsync();
        var source = new Pop3Source(new Pop3Options("127.0.0.1", server.Port, MailSecurity.None, DovecotServer.User, "wrong secret"));

        var failure = await Assert.ThrowsAsync<MailSourceException>(() => source.ReadAsync(ReadAsync, CancellationToken.None));

        Assert.Contains("refuses the name and password", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_whose_effect_was_not_committed_stays_and_those_before_it_go()
    {
        await using var server = new ScriptedPop3Server { Messages = { "one"u8.ToArray(), "two"u8.ToArray(), "three"u8.ToArray() } };
        var source = SourceOf(server);
        var read = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(() => source.ReadAsync(
            _ => ++read == 2 ? Task.FromException(new IOException("The disk is full")) : Task.CompletedTask, CancellationToken.None));
        await Eventually.BeTrueAsync(() => server.Messages.Count == 2, () => "The first mail is still there");

        Assert.Equal(["two\r\n", "three\r\n"], await ReadAllAsync(source));
    }

    [Fact]
    public async Task Lost_line_loses_no_mail()
    {
        await using var server = new ScriptedPop3Server { Messages = { "one"u8.ToArray() } };
        server.Answers["DELE"] = null;
        await Assert.ThrowsAsync<MailSourceException>(() => SourceOf(server).ReadAsync(_ => Task.CompletedTask, CancellationToken.None));
        server.Answers.Clear();
        Assert.Equal(["one\r\n"], await ReadAllAsync(SourceOf(server)));
    }

    [Fact]
    public async Task Of_a_huge_mail_no_more_than_its_headers_are_taken()
    {
        await using var server = new ScriptedPop3Server { Messages = { System.Text.Encoding.ASCII.GetBytes("Subject: huge\r\n\r\n" + new string('x', ReturnedMailParser.LongestMail)) } };
        Assert.DoesNotContain("xxx", Assert.Single(await ReadAllAsync(SourceOf(server))), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("RETR", StringComparison.Ordinal));
        await Eventually.BeTrueAsync(() => server.Messages.Count == 0, () => "It is still there");
    }

    [Fact]
    public async Task Maildir_is_read_and_emptied_but_for_what_is_no_mail()
    {
        await File.WriteAllBytesAsync(folder.File("maildir/new/1.eml"), kit.Read("postfix-mailbox-full", delivery));
        await File.WriteAllBytesAsync(folder.File("maildir/cur/2.eml:2,S"), kit.Read("abuse-report", delivery));
        await File.WriteAllTextAsync(folder.File("maildir/new/.hidden"), "x");
        await File.WriteAllTextAsync(folder.File("maildir/tmp/3.eml"), "half");
        File.CreateSymbolicLink(folder.File("maildir/new/link"), folder.File("maildir/tmp/3.eml"));

        Assert.Equal(2, await new MaildirSource(Path.Combine(folder.Path, "maildir")).ReadAsync(ReadAsync, CancellationToken.None));

        Assert.Equal(2, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM bounces"));
        Assert.Equal([".hidden", "3.eml", "link"], Directory.GetFiles(Path.Combine(folder.Path, "maildir"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Mail_in_a_maildir_stays_until_its_effect_is_committed()
    {
        await File.WriteAllTextAsync(folder.File("maildir/new/1.eml"), "x");
        var source = new MaildirSource(Path.Combine(folder.Path, "maildir"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => source.ReadAsync(_ => Task.FromException(new InvalidOperationException("The database is away")), CancellationToken.None));
        Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "maildir", "new")));
    }

    private static Pop3Source SourceOf(ScriptedPop3Server server) =>
        new(new Pop3Options("127.0.0.1", server.Port, MailSecurity.None, ScriptedPop3Server.User, ScriptedPop3Server.Password));

    private static async Task<List<string>> ReadAllAsync(Pop3Source source)
    {
        var mails = new List<string>();
        await source.ReadAsync(mail =>
        {
            mails.Add(System.Text.Encoding.Latin1.GetString(mail.Span));
            return Task.CompletedTask;
        }, CancellationToken.None);
        return mails;
    }

    private async Task ReadAsync(ReadOnlyMemory<byte> mail) => await kit.Get<ReturnedMailReader>().ReadAsync(mail, null, CancellationToken.None);
}
