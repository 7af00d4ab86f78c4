using Syndication.Tests.Support;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Mail;

namespace Syndication.Tests.Worker.Settings;

public sealed class MailLimitsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Presets_stand_where_nothing_is_said()
    {
        var mail = Load("");
        Assert.Contains("googlemail.com", mail.Domains.Single(limit => limit.Name == "gmail.com").Domains);
        Assert.Equal((0, 0d), (mail.OtherDomains.Connections, mail.OtherDomains.RatePerSecond));
    }

    [Fact]
    public void A_row_takes_the_place_of_the_preset_that_its_domain_is_in()
    {
        var mail = Load(""" "Domains": { "googlemail.com": { "RatePerMinute": 120 } } """);
        var limit = mail.Domains.Single(limit => limit.Domains.Contains("gmail.com"));
        Assert.Equal(2, limit.RatePerSecond);
        Assert.Equal(20, limit.Connections);
    }

    [Fact]
    public void Presets_can_be_switched_off_and_rows_added()
    {
        var mail = Load(""" "Domains": { "Presets": false, "*": { "Connections": 2 }, "Münch.example": { "RatePerSecond": 5, "Domains": [ "other.example" ] } } """);
        var limit = Assert.Single(mail.Domains);
        Assert.Equal(["xn--mnch-0ra.example", "other.example"], limit.Domains);
        Assert.Equal(2, mail.OtherDomains.Connections);
    }

    [Fact]
    public void A_domain_that_a_row_takes_out_of_a_preset_leaves_the_others_there()
    {
        var mail = Load(""" "Domains": { "firm.example": { "Connections": 1, "Domains": [ "me.com" ] } } """);
        Assert.Equal("firm.example", mail.Domains.Single(limit => limit.Domains.Contains("me.com")).Name);
        Assert.Equal(["icloud.com", "mac.com"], mail.Domains.Single(limit => limit.Name == "icloud.com").Domains);
    }

    [Fact]
    public void Delays_are_read()
    {
        var retry = Load(""" "Retry": { "First": [ "1m", "2m" ], "Factor": 1.5, "Longest": "6h", "Patience": "24h", "Spread": 0.1 } """).Retry;
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)], retry.First);
        Assert.Equal((1.5, 6d, 24d, 0.1), (retry.Factor, retry.Longest.TotalHours, retry.Patience.TotalHours, retry.Spread));
    }

    [Theory]
    [InlineData(""" "Domains": { "gmail": { "Connections": 1 } } """, "Mail:Domains:gmail")]
    [InlineData(""" "Domains": { "a.example": { "Connections": 65 } } """, "Mail:Domains:a.example:Connections")]
    [InlineData(""" "Domains": { "a.example": { "Conections": 1 } } """, "Mail:Domains:a.example:Conections")]
    [InlineData(""" "Domains": { "a.example": { "RatePerMinute": 1, "RatePerSecond": 1 } } """, "Mail:Domains:a.example:RatePerMinute")]
    [InlineData(""" "Domains": { "a.example": { "Connections": 1 }, "b.example": { "Domains": [ "a.example" ] } } """, "Mail:Domains:b.example")]
    [InlineData(""" "Domains": { "*": { "Domains": [ "a.example" ] } } """, "Mail:Domains:*:Domains")]
    [InlineData(""" "Retry": { "First": [ "30m", "5m" ] } """, "Mail:Retry:First")]
    [InlineData(""" "Retry": { "Spread": 2 } """, "Mail:Retry:Spread")]
    [InlineData(""" "Retry": { "Fist": "1m" } """, "Mail:Retry:Fist")]
    public void A_fault_is_told_with_its_key(string keys, string key)
    {
        var exception = Assert.Throws<SettingsException>(() => Load(keys));
        Assert.Equal(key, Assert.Single(exception.Faults).Key);
    }

    private MailOptions Load(string keys)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        File.WriteAllText(folder.File("appsettings.json"), $$"""
            { "Site": { "BaseUrl": "https://www.example.org" }, "Content": { "Folder": "content" }, "Mail": { "From": "a@example.org"{{(keys.Length > 0 ? "," : "")}} {{keys}} } }
            """);
        return SettingsLoader.Load(new SettingsRequest { ConfigFile = folder.File("appsettings.json") }).Settings.Mail;
    }
}
