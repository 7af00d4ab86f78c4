using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>A schedule that rings while the service runs, Postfix's smtp-sink as the server, a real key for DKIM.</summary>
public sealed class ScheduledDigestTests : IDisposable
{
    private const string EveryFewSeconds = "0/10 * * * * ?";

    private readonly Installation installation = Installation.Create();

    public ScheduledDigestTests() => installation.Save("old", "An Old Question", "2020-01-01");

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Each_confirmed_subscriber_gets_each_post_once_and_nobody_else_gets_any()
    {
        Assert.SkipUnless(SmtpSink.IsInstalled, SmtpSink.Missing);
        await using var sink = await SmtpSink.StartAsync(installation.PathOf("arrived"));
        ConfigureMail(sink.Port);
        SetSchedule(EveryFewSeconds);
        await using var site = await installation.RunAsync();
        var confirmed = Readers.Named("confirmed", 100);
        await installation.AddConfirmedAsync(confirmed);
        await installation.AddPendingAsync(Readers.Named("pending", 5));
        await installation.AddUnsubscribedAsync(Readers.Named("gone", 5));

        installation.Save("gout", "Gout and What Eases It", "2026-10-01");
        await sink.WaitForDigestsAsync(confirmed.Count);
        await site.PlannedAsync(site.CountPlanned() + 2);
        var nothing = await installation.CallAsync("send", "treatments");
        var first = Digests(sink);

        Assert.Equal(confirmed.Order(StringComparer.Ordinal), first.Select(message => message.Recipient).Order(StringComparer.Ordinal));
        Assert.All(first, message => Assert.Contains("Gout and What Eases It", message.Text, StringComparison.Ordinal));
        Assert.All(first, message => Assert.DoesNotContain("An Old Question", message.Text, StringComparison.Ordinal));
        Assert.Contains("nothing is due", nothing.Output, StringComparison.Ordinal);

        installation.Save("burns", "Burns from a Year Ago", "2025-10-01");
        await sink.WaitForDigestsAsync(confirmed.Count * 2);
        await site.PlannedAsync(site.CountPlanned() + 2);
        var next = Digests(sink).ExceptBy(first.Select(message => message.MessageId), message => message.MessageId, StringComparer.Ordinal).ToList();

        Assert.Equal(confirmed.Order(StringComparer.Ordinal), next.Select(message => message.Recipient).Order(StringComparer.Ordinal));
        Assert.All(next, message => Assert.Contains("Burns from a Year Ago", message.Text, StringComparison.Ordinal));
        Assert.All(next, message => Assert.DoesNotContain("Gout", message.Text, StringComparison.Ordinal));
        Assert.Equal(Readers.Named("pending", 5).Order(StringComparer.Ordinal), sink.Read().Where(message => !message.IsDigest).Select(message => message.Recipient).Order(StringComparer.Ordinal));
        Assert.Equal(sink.Read().Count, sink.Read().DistinctBy(message => message.MessageId).Count());
    }

    [Fact]
    public async Task Digests_have_no_error_that_other_parsers_and_verifiers_find()
    {
        Assert.SkipUnless(SmtpSink.IsInstalled, SmtpSink.Missing);
        await using var sink = await SmtpSink.StartAsync(installation.PathOf("arrived"));
        ConfigureMail(sink.Port);
        SetSchedule(EveryFewSeconds);
        await using var site = await installation.RunAsync();
        await installation.AddConfirmedAsync(Readers.Named("confirmed", 3));
        await installation.AddPendingAsync(Readers.Named("pending", 1));

        foreach (var sample in Directory.EnumerateFiles(Path.Combine(Places.Repository, "samples", "content"), "202?-*.md"))
        {
            File.Copy(sample, installation.FileAt("content/" + Path.GetFileName(sample)));
        }

        await sink.WaitForDigestsAsync(3);
        await Eventually.BeTrueAsync(() => sink.Read().Any(message => !message.IsDigest), () => "No request to confirm came");

        await AssertNoErrorAsync("digest", sink.Read().Where(message => message.IsDigest));
        await AssertNoErrorAsync("service", sink.Read().Where(message => !message.IsDigest));
    }

    [Fact]
    public async Task Digest_that_fired_while_the_service_was_down_is_made_up_once()
    {
        Assert.SkipUnless(SmtpSink.IsInstalled, SmtpSink.Missing);
        await using var sink = await SmtpSink.StartAsync(installation.PathOf("arrived"));
        ConfigureMail(sink.Port);
        await using (var before = await installation.RunAsync())
        {
            await installation.AddConfirmedAsync(Readers.Named("confirmed", 3));
            await Eventually.BeTrueAsync(installation.IsScheduleKnownAsync, () => "The schedule was never noted: " + before.Program.Everything);
            await before.StopAsync();
        }

        installation.Save("gout", "Gout and What Eases It", "2026-10-01");
        var firing = TimeProvider.System.GetUtcNow().AddSeconds(1);
        SetSchedule(firing.ToString("s m H d M '?' yyyy", CultureInfo.InvariantCulture));
        await Eventually.BeTrueAsync(() => TimeProvider.System.GetUtcNow() > firing, () => "The clock stands still");
        await using (var after = await installation.RunAsync())
        {
            await sink.WaitForDigestsAsync(3);
            await after.StopAsync();
        }

        await using var again = await installation.RunAsync();
        var nothing = await installation.CallAsync("send", "treatments");

        Assert.Contains("nothing is due", nothing.Output, StringComparison.Ordinal);
        Assert.Equal(Readers.Named("confirmed", 3), Digests(sink).Select(message => message.Recipient).Order(StringComparer.Ordinal));
    }

    private static List<SunkMessage> Digests(SmtpSink sink) => [.. sink.Read().Where(message => message.IsDigest)];

    private void ConfigureMail(int port)
    {
        using var key = RSA.Create(2048);
        File.WriteAllText(installation.PathOf("dkim.pem"), key.ExportRSAPrivateKeyPem());
        File.WriteAllText(installation.PathOf("dkim.pub.pem"), key.ExportSubjectPublicKeyInfoPem());
        installation.Configure(settings =>
        {
            settings["Service"] = JsonNode.Parse("""{ "PublicUrl": "https://news.example.org" }""");
            settings["Mail"] = JsonNode.Parse($$"""
                {
                  "From": "Example Health <news@news.example.org>", "Transport": "Smtp", "Host": "127.0.0.1", "Port": {{port}}, "Security": "None",
                  "Dkim": { "Domain": "news.example.org", "Selector": "s1", "PrivateKeyFile": "dkim.pem" }
                }
                """);
        });
    }

    private void SetSchedule(string cron) => installation.Configure(settings => settings["Newsletters"]![0]!["Schedules"]!["weekly"]!["Cron"] = cron);

    private async Task AssertNoErrorAsync(string kind, IEnumerable<SunkMessage> messages)
    {
        foreach (var message in messages) File.WriteAllText(installation.FileAt($"{kind}/{Path.GetFileName(message.File)}.eml"), message.Text);
        await Mailcheck.AssertNoErrorAsync(installation.PathOf(kind), kind, installation.PathOf("dkim.pub.pem"));
    }
}
