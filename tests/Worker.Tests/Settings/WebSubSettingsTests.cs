using System.Net;
using System.Text.Json;
using Syndication.Tests.Support;
using Syndication.Worker.Hosting.Settings;

namespace Syndication.Tests.Worker.Settings;

public sealed class WebSubSettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_the_section_nobody_is_told() => Assert.Empty(Load(new { }).Feeds.Hubs);

    [Fact]
    public void Feeds_name_the_built_in_hub_first_and_each_hub_once()
    {
        var settings = Load(new { BuiltInHub = true, Hubs = new[] { "https://hub.example", "https://hub.example/" }, PrivateCallbacks = new[] { "10.1.0.0/16", "::1" }, MaxLease = "2d" });

        Assert.Equal(["http://localhost:8080/hub", "https://hub.example/"], settings.Feeds.Hubs);
        Assert.Equal(["https://hub.example/"], settings.WebSub.Hubs);
        Assert.Equal([IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("::1/128")], settings.WebSub.PrivateCallbacks);
        Assert.Equal(TimeSpan.FromDays(2), settings.WebSub.LeaseFor(null));
    }

    [Fact]
    public void Each_fault_is_told_with_its_key()
    {
        var exception = Assert.Throws<SettingsException>(() => Load(new
        {
            Hubs = new[] { "hub.example", "http://localhost:8080/hub" },
            BuiltInHub = "perhaps",
            PrivateCallbacks = "everywhere",
            MaxSubscriptions = 0,
            MaxSubscriptionsPerHost = "many",
            MaxLease = "1s",
            Lease = 1,
        }));

        Assert.Equal(
            ["BuiltInHub", "Hubs", "Hubs", "Lease", "MaxLease", "MaxSubscriptions", "MaxSubscriptionsPerHost", "PrivateCallbacks"],
            exception.Faults.Select(fault => fault.Key["Feeds:WebSub:".Length..]).Order(StringComparer.Ordinal));
    }

    private ServiceSettings Load(object webSub)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        var configuration = new { Site = new { BaseUrl = "https://www.example.org" }, Content = new { Folder = "content" }, Feeds = new { WebSub = webSub } };
        File.WriteAllText(folder.File("appsettings.json"), JsonSerializer.Serialize(configuration));
        return SettingsLoader.Load(new SettingsRequest { ConfigFile = folder.File("appsettings.json") }).Settings;
    }
}
