using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MimeKit;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>The mails that lead to preferences and to one's own data, from the request to a message that other programs judge.</summary>
public sealed partial class AccessMailTests : IDisposable
{
    private readonly Installation installation = Installation.Create();

    public AccessMailTests() => installation.Save("old", "An Old Question", "2020-01-01");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Links_and_data_are_asked_for_mailed_and_had()
    {
        Assert.SkipUnless(SmtpSink.IsInstalled, SmtpSink.Missing);
        await using var sink = await SmtpSink.StartAsync(installation.PathOf("arrived"));
        ConfigureMail(sink.Port);
        await using var site = await installation.RunAsync();
        await installation.AddConfirmedAsync(Readers.Named("reader", 2));
        using var client = new HttpClient { BaseAddress = site.Address };

        // One reader has lost the link; the other presses "Send me my data" in an old digest.
        await PostAsync(client, "preferences/link", ("email", Readers.Named("reader", 2)[0]), ("lang", "en"));
        var fresh = await MailAsync(sink, 1);
        installation.Save("new", "A New Question", "2026-01-01");
        Assert.Equal(0, (await installation.CallAsync("send", "treatments")).Code);
        await sink.WaitForDigestsAsync(2);
        var digest = sink.Read().First(message => message.IsDigest && message.Recipient == Readers.Named("reader", 2)[1]);
        Assert.DoesNotContain(Readers.Named("reader", 2)[1], await PostAsync(client, PathIn(digest), ("action", "data"), ("lang", "en")), StringComparison.Ordinal);
        var data = await MailAsync(sink, 2);

        foreach (var mail in new[] { fresh, data })
        {
            var message = await ReadAsync(mail);
            Assert.Null(message.Headers["List-Unsubscribe"]);
            Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
            Assert.DoesNotContain("@", PathIn(mail), StringComparison.Ordinal);
            Assert.Contains($"\"address\": \"{mail.Recipient}\"", await PostAsync(client, PathIn(mail), ("action", "data")), StringComparison.Ordinal);
            File.WriteAllText(installation.FileAt($"service/{Path.GetFileName(mail.File)}.eml"), mail.Text);
        }

        foreach (var message in sink.Read().Where(message => message.IsDigest)) File.WriteAllText(installation.FileAt($"digest/{Path.GetFileName(message.File)}.eml"), message.Text);
        await Mailcheck.AssertNoErrorAsync(installation.PathOf("digest"), "digest", installation.PathOf("dkim.pub.pem"));
        await Mailcheck.AssertNoErrorAsync(installation.PathOf("service"), "service", installation.PathOf("dkim.pub.pem"));
    }

    private static async Task<SunkMessage> MailAsync(SmtpSink sink, int count)
    {
        await Eventually.BeTrueAsync(() => sink.Read().Count(message => !message.IsDigest) == count, () => "The mail never came");
        return sink.Read().Where(message => !message.IsDigest).MaxBy(message => File.GetLastWriteTimeUtc(message.File))!;
    }

    private static async Task<MimeMessage> ReadAsync(SunkMessage mail) => await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.Latin1.GetBytes(mail.Text)), Token);

    /// <summary>The path of the link to preferences, as the mail's text has it.</summary>
    private static string PathIn(SunkMessage mail)
    {
        using var stream = new MemoryStream(System.Text.Encoding.Latin1.GetBytes(mail.Text));
        return new Uri(Link().Match(MimeMessage.Load(stream, Token).TextBody!).Value).PathAndQuery;
    }

    private static async Task<string> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync(path, form, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return await answer.Content.ReadAsStringAsync(Token);
    }

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

    [GeneratedRegex(@"https://news\.example\.org/preferences\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
