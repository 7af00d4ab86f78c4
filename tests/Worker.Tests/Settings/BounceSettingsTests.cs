using System.Text.Json;
using Syndication.Tests.Support;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;

namespace Syndication.Tests.Worker.Settings;

public sealed class BounceSettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_the_section_nothing_returns_here() => Assert.Null(Load(new { }));

    [Fact]
    public void Mailbox_maildir_and_folder_are_read()
    {
        File.WriteAllText(folder.File("secret"), "hush\n");
        Directory.CreateDirectory(folder.File("mail/new"));

        var bounces = Load(new
        {
            Address = "returns@news.example.org",
            Pop3 = new { Host = "mail.example.org", User = "returns", PasswordFile = "secret" },
            Maildir = "mail",
            Kept = "unread",
            Interval = "5m",
        });

        Assert.Equal(new Pop3Options("mail.example.org", 995, MailSecurity.SslOnConnect, "returns", "hush"), bounces!.Pop3);
        Assert.Equal(("returns", "news.example.org", TimeSpan.FromMinutes(5)), (bounces.LocalPart, bounces.Domain, bounces.Interval));
        Assert.Equal((Path.Combine(folder.Path, "mail"), Path.Combine(folder.Path, "unread")), (bounces.Maildir, bounces.Kept));
    }

    [Fact]
    public void Port_follows_the_security() =>
        Assert.Equal(110, Load(new { Address = "b@example.org", Pop3 = new { Host = "localhost", Security = "StartTls", User = "b", Password = "p" } })!.Pop3!.Port);

    [Theory]
    [InlineData("bounce")]
    [InlineData("bounce+x@example.org")]
    [InlineData("Returns <bounce@example.org>")]
    [InlineData("a-name-that-is-too-long@example.org")]
    [InlineData("bounce@exämple.org")]
    [InlineData("@example.org")]
    public void Address_that_a_delivery_cannot_be_added_to_is_a_fault(string address)
    {
        var exception = Assert.Throws<SettingsException>(() => Load(new { Address = address }));

        Assert.Equal("Mail:Bounces:Address", Assert.Single(exception.Faults).Key);
    }

    [Fact]
    public void Each_fault_is_told_with_its_key()
    {
        var exception = Assert.Throws<SettingsException>(() => Load(new
        {
            Pop3 = new { Port = 0, Security = "Perhaps", Lookback = 1 },
            Maildir = "nowhere",
            Interval = "0s",
            Folder = "x",
        }));

        Assert.Equal(
            ["Address", "Folder", "Interval", "Maildir", "Pop3:Host", "Pop3:Lookback", "Pop3:Password", "Pop3:Port", "Pop3:Security", "Pop3:User"],
            exception.Faults.Select(fault => fault.Key["Mail:Bounces:".Length..]).Order(StringComparer.Ordinal));
    }

    private BounceOptions? Load(object bounces)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        var configuration = new { Site = new { BaseUrl = "https://www.example.org" }, Content = new { Folder = "content" }, Mail = new { From = "News <news@example.org>", Bounces = bounces } };
        File.WriteAllText(folder.File("appsettings.json"), JsonSerializer.Serialize(configuration));
        return SettingsLoader.Load(new SettingsRequest { ConfigFile = folder.File("appsettings.json") }).Settings.Mail.Bounces;
    }
}
