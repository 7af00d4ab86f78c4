using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Smtp;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Mail;
using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Tests.Integration.Digests;

/// <summary>From a corrected Markdown file to the message that tells it, over a real SMTP server.</summary>
public sealed class DigestNoticeTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly ScriptedSmtpServer server = ScriptedSmtpServer.Start();
    private DigestKit kit = null!;
    private string templates = "";

    public async ValueTask InitializeAsync()
    {
        templates = Path.Combine(folder.Path, "templates");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "templates"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(templates, Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "templates"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var key = IndependentCheck.CreateKey(folder);
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(),
            mail => mail with { Transport = MailTransportKind.Smtp, Host = server.Host, Port = server.Port, Security = MailSecurity.None, Dkim = key },
            clock: new ManualClock(new DateTimeOffset(2025, 11, 24, 9, 0, 0, TimeSpan.Zero)), templates: templates,
            newsletter: options => options with { Languages = ["en", "tr", "ar"] });
        await kit.WritePostAsync("old", "Old.");
        await kit.IngestAsync();
        await kit.SubscribeAsync("en@reader.example.com");
        await kit.SubscribeAsync("tr@reader.example.com", language: "tr");
        await kit.SubscribeAsync("ar@reader.example.com", language: "ar");
        await kit.PlanAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await kit.DisposeAsync();
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Retraction_goes_out_at_once_in_each_readers_language_and_form()
    {
        await MailAsync("dose", "Take 50 mg.");
        await kit.WritePostAsync("dose", "Take 50 mg.", "retracted: The study was withdrawn.");
        await kit.IngestAsync();
        await kit.PlanNoticesAsync();
        await DispatchAsync();

        var told = server.Messages.Skip(3).ToDictionary(message => message.Recipients[0], message => message.Text, StringComparer.Ordinal);
        Assert.Equal(3, told.Count);
        Assert.Contains("Subject: Retracted: About dose", told["en@reader.example.com"], StringComparison.Ordinal);
        Assert.Contains("Düzeltmeler", Decoded(told["tr@reader.example.com"]), StringComparison.Ordinal);
        Assert.Contains("تصحيحات", Decoded(told["ar@reader.example.com"]), StringComparison.Ordinal);
        Assert.All(told.Values, message => Assert.Contains("The study was withdrawn.", Decoded(message), StringComparison.Ordinal));
        Assert.All(told.Values, message => Assert.DoesNotContain("50 mg", Decoded(message), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Correction_stands_before_the_posts_of_the_next_digest()
    {
        await MailAsync("dose", "Take 50 mg.");
        await kit.WritePostAsync("dose", "Take 5 mg.", "correction: It is 5 mg.");
        await MailAsync("new", "Something new.");
        var text = Decoded(server.Messages.Skip(3).First(message => message.Recipients[0].StartsWith("en@", StringComparison.Ordinal)).Text);

        Assert.Contains("Subject: About new", text, StringComparison.Ordinal);
        Assert.InRange(text.IndexOf("Correction: About dose", StringComparison.Ordinal), 0, text.IndexOf("Something new.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_that_is_corrected_while_its_digest_waits_goes_out_corrected()
    {
        await kit.WritePostAsync("dose", "Take 50 mg.");
        await WeekAsync();
        await kit.WritePostAsync("dose", "Take 5 mg.", "correction: It is 5 mg.");
        await kit.IngestAsync();
        await DispatchAsync();
        await kit.PlanNoticesAsync();
        await WeekAsync();
        await DispatchAsync();

        Assert.Equal(3, server.Messages.Count);
        Assert.All(server.Messages, message => Assert.Contains("It is 5 mg.", Decoded(message.Text), StringComparison.Ordinal));
        Assert.All(server.Messages, message => Assert.DoesNotContain("50 mg", Decoded(message.Text), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_that_is_retracted_while_its_digest_waits_is_left_out()
    {
        await kit.WritePostAsync("dose", "Take 50 mg.");
        await kit.WritePostAsync("other", "Another.");
        await WeekAsync();
        await kit.WritePostAsync("dose", "Take 50 mg.", "retracted: true");
        await kit.IngestAsync();
        await DispatchAsync();
        await kit.PlanNoticesAsync();
        await DispatchAsync();

        Assert.Equal(3, server.Messages.Count);
        Assert.All(server.Messages, message => Assert.DoesNotContain("About dose", Decoded(message.Text), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Edition_that_fails_the_services_own_checks_is_held_and_goes_on_when_it_is_mended()
    {
        var file = Path.Combine(templates, "email", "digest.html.hbs");
        var good = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, good.Replace("</h1>", "</h1><script>x()</script>", StringComparison.Ordinal));
        await kit.WritePostAsync("dose", "Take 5 mg.");
        await WeekAsync();
        await DispatchAsync(async () => await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM editions WHERE state = 'Paused'") > 0);
        Assert.Empty(server.Messages);
        await File.WriteAllTextAsync(file, good);
        File.SetLastWriteTimeUtc(file, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await kit.Database.ExecuteAsync("UPDATE editions SET state = 'Sending' WHERE state = 'Paused'");
        kit.Clock.Advance(TimeSpan.FromMinutes(1));
        await DispatchAsync();

        Assert.Equal(3, server.Messages.Count);
    }

    [Fact]
    public async Task Messages_that_tell_corrections_pass_a_checker_that_shares_no_code_with_the_sender()
    {
        await MailAsync("dose", "Take 50 mg.");
        await kit.WritePostAsync("dose", "Take 5 mg.", "correction: It is 5 mg.");
        await MailAsync("new", "Something [new](https://www.example.org/more).");
        await kit.WritePostAsync("dose", "Take 5 mg.", "correction: It is 5 mg.\nretracted: true");
        await kit.IngestAsync();
        await kit.PlanNoticesAsync();
        await DispatchAsync();
        Assert.Equal(9, server.Messages.Count);
        foreach (var edition in server.Messages.Chunk(3))
        {
            var mail = Path.Combine(folder.Path, "edition" + edition[0].Number);
            foreach (var message in edition) await File.WriteAllBytesAsync(folder.File($"{mail}/{message.Number}.eml"), message.Bytes);
            await IndependentCheck.AssertNoErrorAsync(folder, mail);
        }
    }

    /// <summary>The message with its quoted-printable parts as text.</summary>
    private static string Decoded(string message)
    {
        var octets = System.Text.RegularExpressions.Regex.Replace(message.Replace("=\r\n", "", StringComparison.Ordinal), "=([0-9A-F]{2})",
            match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(octets));
    }

    private async Task MailAsync(string name, string body)
    {
        await kit.WritePostAsync(name, body);
        await WeekAsync();
        await DispatchAsync();
    }

    private async Task WeekAsync()
    {
        await kit.IngestAsync();
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
    }

    private async Task DispatchAsync(Func<Task<bool>>? until = null)
    {
        using var stop = new CancellationTokenSource();
        var running = kit.Get<DeliveryDispatcher>().RunAsync(stop.Token);
        until ??= async () => await kit.Database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM deliveries WHERE state IN ('Leased', 'Sending') OR (state IN ('Queued', 'Deferred') AND due_at <= @Now)",
            new { Now = kit.Clock.GetUtcNow().ToUnixTimeMilliseconds() }) == 0;
        await Eventually.BeTrueAsync(until, () => "The deliveries never came to an end.", TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await running;
    }
}
