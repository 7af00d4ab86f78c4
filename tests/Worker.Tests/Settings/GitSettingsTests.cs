using Syndication.Feeds.Content;
using Syndication.Tests.Support;
using Syndication.Worker.Hosting.Settings;

namespace Syndication.Tests.Worker.Settings;

public sealed class GitSettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Content_comes_from_the_checkout()
    {
        var settings = Load("""{ "Folder": "site/posts", "Git": { "Url": "https://me:geheim@example.org/site.git", "Branch": "live", "Interval": "2m" } }""");

        Assert.Equal(Path.Combine(folder.Path, "data/checkout/current/site/posts"), settings.Content.Folder);
        Assert.Equal(("https://example.org/site.git", "live", TimeSpan.FromMinutes(2)), (settings.Git!.Address.Url, settings.Git.Branch, settings.Git.Interval));
        Assert.Equal((WatchMode.Off, true), (settings.Content.WatchMode, settings.Content.FileTimesAreCommits));
        Assert.DoesNotContain("geheim", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_on_the_command_line_stands_in_for_the_repository()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "mine"));
        var settings = Load("""{ "Git": { "Url": "https://example.org/site.git" } }""", Path.Combine(folder.Path, "mine"), SettingsScope.Content);

        Assert.Equal((Path.Combine(folder.Path, "mine"), WatchMode.Auto, false), (settings.Content.Folder, settings.Content.WatchMode, settings.Content.FileTimesAreCommits));
        Assert.Null(settings.Git);
    }

    [Theory]
    [InlineData("""{ "Git": { "Url": "ext::sh -c id" } }""", "Content:Git:Url")]
    [InlineData("""{ "Git": { "Url": "--upload-pack=id" } }""", "Content:Git:Url")]
    [InlineData("""{ "Git": { "Branch": "main" } }""", "Content:Git:Url")]
    [InlineData("""{ "Git": { "Url": "https://example.org/x.git", "Branch": "--force" } }""", "Content:Git:Branch")]
    [InlineData("""{ "Git": { "Url": "https://example.org/x.git", "Interval": "0s" } }""", "Content:Git:Interval")]
    [InlineData("""{ "Git": { "Url": "https://example.org/x.git", "Depth": 1 } }""", "Content:Git:Depth")]
    [InlineData("""{ "Folder": "../other", "Git": { "Url": "https://example.org/x.git" } }""", "Content:Folder")]
    [InlineData("""{ "Folder": "/srv/other", "Git": { "Url": "https://example.org/x.git" } }""", "Content:Folder")]
    [InlineData("""{ "HookSecretFile": "nowhere", "Git": { "Url": "https://example.org/x.git" } }""", "Content:HookSecretFile")]
    [InlineData("""{ "HookSecretFile": "empty", "Git": { "Url": "https://example.org/x.git" } }""", "Content:HookSecretFile")]
    public void A_fault_is_named(string content, string key)
    {
        File.WriteAllText(folder.File("empty"), "\n");

        Assert.Equal(key, Assert.Single(Assert.Throws<SettingsException>(() => Load(content)).Faults).Key);
    }

    [Fact]
    public void Build_without_a_checkout_says_so()
    {
        var faults = Assert.Throws<SettingsException>(() => Load("""{ "Git": { "Url": "https://example.org/x.git" } }""", scope: SettingsScope.Content)).Faults;

        Assert.Contains("has no checkout", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    private ServiceSettings Load(string content, string? contentFolder = null, SettingsScope scope = SettingsScope.Service)
    {
        var file = folder.File("appsettings.json");
        File.WriteAllText(file, $$"""{ "Site": { "BaseUrl": "https://www.example.org" }, "Content": {{content}} }""");
        return SettingsLoader.Load(new SettingsRequest { ConfigFile = file, ContentFolder = contentFolder, Scope = scope }).Settings;
    }
}
