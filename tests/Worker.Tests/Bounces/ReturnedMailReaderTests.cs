using System.Text;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Newsletters.Bounces;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Bounces;

/// <summary>What the mails of several servers change.</summary>
public sealed class ReturnedMailReaderTests : IAsyncLifetime
{
    private const string Address = "reader@reader.example.com";

    private readonly TemporaryFolder folder = new();
    private DigestKit kit = null!;
    private string subscription = "";
    private string delivery = "";

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), mail => mail with { Bounces = ReturnedMails.OptionsIn(folder) });
        subscription = await kit.SubscribeAsync(Address);
        delivery = (await kit.SendEditionAsync())[Address];
    }

    public async ValueTask DisposeAsync()
    {
        await kit.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("postfix-no-such-user", "5.1.1")]
    [InlineData("exchange-no-such-user", "5.1.10")]
    [InlineData("gmail-no-such-user", "5.1.1")]
    [InlineData("exim-quoted-reply", "5.1.1")]
    [InlineData("qmail-no-such-user", "5.1.1")]
    [InlineData("envelope-id-alone", "5.1.1")]
    [InlineData("message-id-alone", "5.1.1")]
    public async Task Address_that_does_not_exist_is_never_mailed_again(string mail, string status)
    {
        Assert.Equal(ReadingOutcome.Failure, await ReadAsync(mail));

        Assert.Equal("Bounce", await SuppressionAsync());
        Assert.Equal("Bounced", await ScalarAsync<string>("SELECT state FROM deliveries"));
        Assert.Equal("Unreachable " + status, await ScalarAsync<string>("SELECT kind || ' ' || status FROM bounces"));
        Assert.Equal(0, await ScalarAsync<long>("SELECT COUNT(*) FROM receipts"));
    }

    [Theory]
    [InlineData("postfix-mailbox-full", "5.2.2")]
    [InlineData("gmail-over-quota", "5.2.2")]
    [InlineData("postfix-expired", "4.2.1")]
    [InlineData("exim-no-such-domain", "5.0.0")]
    [InlineData("qmail-unclear", "5.4.4")]
    public async Task What_may_pass_is_counted_and_suppresses_nobody(string mail, string status)
    {
        Assert.Equal(ReadingOutcome.Failure, await ReadAsync(mail));

        Assert.Null(await SuppressionAsync());
        Assert.Equal("Bounced", await ScalarAsync<string>("SELECT state FROM deliveries"));
        Assert.Equal("Temporary " + status, await ScalarAsync<string>("SELECT kind || ' ' || status FROM bounces"));
    }

    [Theory]
    [InlineData("postfix-policy")]
    [InlineData("too-large")]
    public async Task Refusal_of_ourselves_is_an_alarm_and_says_nothing_of_the_reader(string mail)
    {
        Assert.Equal(ReadingOutcome.Failure, await ReadAsync(mail));

        Assert.Null(await SuppressionAsync());
        Assert.Equal("Ours", await ScalarAsync<string>("SELECT kind FROM bounces"));
    }

    [Theory]
    [InlineData("postfix-delivered")]
    [InlineData("gmail-delayed")]
    [InlineData("exim-old-warning")]
    [InlineData("vacation")]
    [InlineData("vacation-old")]
    public async Task Delays_deliveries_and_machines_answers_change_nothing(string mail)
    {
        Assert.Equal(ReadingOutcome.Ignored, await ReadAsync(mail));

        Assert.Equal("Sent", await ScalarAsync<string>("SELECT state FROM deliveries"));
        Assert.Equal(0, await ScalarAsync<long>("SELECT COUNT(*) FROM bounces"));
        Assert.Equal(0, kit.Get<KeptMails>().Count());
    }

    [Theory]
    [InlineData("abuse-report")]
    [InlineData("abuse-report-redacted")]
    public async Task Complaint_ends_all_mail(string mail)
    {
        Assert.Equal(ReadingOutcome.Complaint, await ReadAsync(mail));

        Assert.Equal("Complaint", await SuppressionAsync());
        Assert.Equal("Sent", await ScalarAsync<string>("SELECT state FROM deliveries"));
    }

    [Theory]
    [InlineData("not-spam-report")]
    [InlineData("letter")]
    public async Task What_is_neither_is_kept_for_ops_and_changes_nothing(string mail)
    {
        Assert.Equal(ReadingOutcome.Unreadable, await ReadAsync(mail));

        Assert.Null(await SuppressionAsync());
        Assert.Equal(kit.Read(mail, delivery), await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(kit.Get<KeptMails>().Folder!))));
    }

    [Fact]
    public async Task Same_mail_read_twice_changes_nothing_more()
    {
        await ReadAsync("postfix-mailbox-full");
        Assert.Equal(ReadingOutcome.Ignored, await ReadAsync("postfix-mailbox-full"));
        Assert.Equal(ReadingOutcome.Ignored, await ReadAsync("gmail-over-quota"));
        Assert.Equal(1, await ScalarAsync<long>("SELECT COUNT(*) FROM bounces"));
    }

    [Theory]
    [InlineData("postfix-no-such-user")]
    [InlineData("envelope-id-alone")]
    [InlineData("abuse-report")]
    public async Task Made_up_return_address_changes_nothing(string mail)
    {
        var text = Encoding.UTF8.GetString(kit.Read(mail, delivery));
        var forged = text.Replace(kit.Get<Syndication.Worker.Mail.Bounces.ReturnAddresses>().KeyOf(delivery), delivery + ".aaaaaaaaaaaaaaaa", StringComparison.Ordinal);

        Assert.Equal(ReadingOutcome.Refused, await kit.Get<ReturnedMailReader>().ReadAsync(Encoding.UTF8.GetBytes(forged), null, CancellationToken.None));

        Assert.Null(await SuppressionAsync());
        Assert.Equal("Sent", await ScalarAsync<string>("SELECT state FROM deliveries"));
        Assert.Equal(1, kit.Get<KeptMails>().Count());
    }

    [Fact]
    public async Task Report_about_a_delivery_that_is_no_longer_kept_is_over()
    {
        await kit.Database.ExecuteAsync("DELETE FROM deliveries");
        Assert.Equal(ReadingOutcome.Ignored, await ReadAsync("postfix-no-such-user"));
        Assert.Null(await SuppressionAsync());
    }

    [Fact]
    public async Task Mail_to_unsubscribe_ends_the_subscription_and_only_that()
    {
        Assert.Equal(ReadingOutcome.Unsubscription, await ReadAsync("unsubscribe"));
        Assert.Equal(ReadingOutcome.Unsubscription, await ReadAsync("unsubscribe"));
        Assert.Equal("Unsubscribed", await ScalarAsync<string>("SELECT state FROM subscriptions"));
        Assert.Null(await SuppressionAsync());
    }

    [Fact]
    public async Task Mail_to_unsubscribe_with_a_made_up_token_is_refused()
    {
        var text = Encoding.UTF8.GetString(kit.Read("unsubscribe", delivery)).Replace("{TOKEN}", new string('a', 52), StringComparison.Ordinal);
        Assert.Equal(ReadingOutcome.Refused, await kit.Get<ReturnedMailReader>().ReadAsync(Encoding.UTF8.GetBytes(text), null, CancellationToken.None));
        Assert.Equal("Confirmed", await ScalarAsync<string>("SELECT state FROM subscriptions"));
    }

    [Fact]
    public async Task Pipe_may_name_the_recipient_that_the_headers_lost()
    {
        var mail = Encoding.UTF8.GetString(kit.Read("exim-quoted-reply", delivery)).Replace("bounce+", "bounce-", StringComparison.Ordinal).Replace("Envelope-to", "X-Nothing", StringComparison.Ordinal);
        var recipient = kit.Get<Syndication.Worker.Mail.Bounces.ReturnAddresses>().SenderOf(delivery, kit.Newsletter.From);
        Assert.Equal(ReadingOutcome.Failure, await kit.Get<ReturnedMailReader>().ReadAsync(Encoding.UTF8.GetBytes("From MAILER-DAEMON Mon Nov  2 09:00:00 2026\n" + mail), recipient, CancellationToken.None));
        Assert.Equal("Bounce", await SuppressionAsync());
    }

    [Fact]
    public async Task Folder_of_kept_mails_does_not_grow_without_end()
    {
        var kept = kit.Get<KeptMails>();
        for (var i = 0; i < KeptMails.Most + 5; i++)
        {
            if (i == 1) kit.Clock.Advance(TimeSpan.FromSeconds(1));
            kept.Keep("x"u8.ToArray());
        }

        Assert.Equal(KeptMails.Most, kept.Count());
        Assert.True(await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries") == 1);
    }

    private async Task<ReadingOutcome> ReadAsync(string mail) =>
        await kit.Get<ReturnedMailReader>().ReadAsync(kit.Read(mail, delivery, subscription), null, CancellationToken.None);

    private async Task<string?> SuppressionAsync() =>
        await ScalarAsync<string>("SELECT reason FROM suppressions WHERE address_hash = @Hash", new { Hash = kit.Get<SuppressionStore>().Hash(Address) });

    private Task<T?> ScalarAsync<T>(string sql, object? parameters = null) => kit.Database.ScalarAsync<T>(sql, parameters);
}
