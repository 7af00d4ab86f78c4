using System.Net.Http.Headers;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Model.Bounces;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Bounces;

namespace Syndication.Tests.Integration.Bounces;

/// <summary>The whole service reads what comes back while it runs, and says what it found.</summary>
public sealed class ServiceTests : IAsyncLifetime
{
    private WholeService service = null!;

    public async ValueTask InitializeAsync()
    {
        service = WholeService.Prepare(configuration => configuration["Mail"] = new
        {
            From = "Example Health <news@example.org>",
            Bounces = new { Address = "bounce@news.example.org", Maildir = "mail", Interval = "1s" },
        });
        foreach (var part in (string[])["new", "cur", "tmp"]) Directory.CreateDirectory(service.PathOf("mail/" + part));
        service.Save("a.md", "A treatment");
        await service.StartAsync();
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Mail_in_the_maildir_is_followed_and_its_address_is_in_no_log()
    {
        await InsertDeliveryAsync();
        var key = service.Services.GetRequiredService<ReturnAddresses>().KeyOf("d1");
        await DeliverAsync("1", $"Delivered-To: bounce+{key}@news.example.org\nSubject: failure notice\n\nHi. This is the qmail-send program.\n\n<someone@reader.example.com>:\n550 5.1.1 No such user\n");
        await DeliverAsync("2", "To: bounce@news.example.org\n\nWho are you?\n");
        await Eventually.BeTrueAsync(() => Directory.GetFiles(service.PathOf("mail/new")).Length == 0, () => string.Join('\n', service.Log));

        Assert.Equal("Bounce", await ScalarAsync("SELECT reason FROM suppressions"));
        Assert.Contains("1 mails that came back could not be read", await service.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), StringComparison.Ordinal);
        Assert.DoesNotContain(service.Log, line => line.Contains("someone", StringComparison.Ordinal) || line.Contains(key, StringComparison.Ordinal));
        await Eventually.BeTrueAsync(async () => await MetricsAsync() is var metrics
            && metrics.Contains("syndication_mail_returned_total{outcome=\"failure\"} 1", StringComparison.Ordinal) && metrics.Contains("syndication_mail_kept 1", StringComparison.Ordinal), () => "The counters never came");
    }

    [Fact]
    public async Task Health_names_what_is_our_own_trouble()
    {
        await InsertDeliveryAsync();
        await service.Services.GetRequiredService<BounceStore>().ReportAsync("d1", new DeliveryFailure(FailureKind.Ours, "5.7.1"), CancellationToken.None);
        await service.Services.GetRequiredService<BounceAlarmStore>().RaiseAsync(new EditionAlarm("e1", "Bounces", 12, 100), CancellationToken.None);

        var health = await service.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Contains("Degraded", health, StringComparison.Ordinal);
        Assert.Contains("refused 1 times since yesterday with status 5.7.1", health, StringComparison.Ordinal);
        Assert.Contains("Edition e1 had 12 bounces among 100 sent messages", health, StringComparison.Ordinal);
    }

    /// <summary>As a mail server does: whole, or not there.</summary>
    private async Task DeliverAsync(string name, string mail)
    {
        await File.WriteAllTextAsync(service.PathOf("mail/tmp/" + name), mail);
        File.Move(service.PathOf("mail/tmp/" + name), service.PathOf("mail/new/" + name));
    }

    private Task InsertDeliveryAsync() => service.Services.GetRequiredService<Database>().WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO subscribers (id, address, address_key, created_at) VALUES ('r1', 'someone@reader.example.com', 'someone@reader.example.com', 0);
        INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, consent_text, consent_at, confirmed_at) VALUES ('s1', 'r1', 'treatments', 'Confirmed', 'weekly', '', 0, 0);
        INSERT INTO editions (id, newsletter, schedule, occurrence, state, through, created_at) VALUES ('e1', 'treatments', 'weekly', 'x', 'Done', 0, 0);
        INSERT INTO deliveries (id, kind, edition_id, subscription_id, state, due_at, created_at, finished_at) VALUES ('d1', 'Digest', 'e1', 's1', 'Sent', 0, 0, 9000000000000);
        """, null, transaction), CancellationToken.None);

    private Task<string?> ScalarAsync(string sql) =>
        service.Services.GetRequiredService<Database>().ReadAsync(connection => connection.ExecuteScalarAsync<string>(sql), CancellationToken.None);

    private async Task<string> MetricsAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service.OpsAddress, "metrics"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(service.OpsTokenFile)).Trim());
        using var answer = await service.Client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
