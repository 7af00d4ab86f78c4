using Syndication.Feeds.Formats;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Mail;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Settings;

public sealed class SettingsLoaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("syndication-");

    public SettingsLoaderTests()
    {
        Directory.CreateDirectory(PathOf("content"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_small_configuration_gets_defaults_that_work()
    {
        var settings = Load(Minimal);

        Assert.Equal(PathOf("content"), settings.Content.Folder);
        Assert.Equal(PathOf("data/feeds"), settings.Feeds.OutputFolder);
        Assert.Equal("http://localhost:8080/feeds", settings.Feeds.PublicUrl.AbsoluteUri);
        Assert.Equal(MailTransportKind.Pickup, settings.Mail.Transport);
        Assert.Equal(StorageProvider.Sqlite, settings.Storage.Provider);
        Assert.Equal([FeedFormat.Rss, FeedFormat.Atom, FeedFormat.Json], settings.Feeds.Formats);
        Assert.True(File.Exists(Path.Combine(settings.TemplatesFolder, "email", "digest.html.hbs")));
    }

    [Fact]
    public void Every_fault_is_listed_with_its_key()
    {
        var faults = Faults(
            """
            {
              "Service": { "PublicUrl": "http://news.example.org", "Colour": "red" },
              "Site": { "BaseUrl": "www.example.org", "TimeZone": "Mars/Olympus", "Language": "no such" },
              "Content": { "Folder": "nowhere", "Watch": { "QuietPeriod": "soon" } },
              "Feeds": { "MaxEntries": 0, "Formats": [ "rss", "pdf" ], "MaxAge": "6h" },
              "Newsletters": [ { "Name": "Treat ments", "Schedules": { "weekly": { "Cron": "0 8 * * MON" } } } ],
              "Mail": { "Transport": "Smtp", "Security": "Maybe", "Dkim": { "Domain": "example.org", "Selector": "s", "PrivateKeyFile": "none.pem" } },
              "Storage": { "Provider": "Oracle" },
              "Sight": {}
            }
            """);

        Assert.Equal(
        [
            "Content:Folder", "Content:Watch:QuietPeriod", "Feeds:Formats", "Feeds:MaxAge", "Feeds:MaxEntries", "Mail:Dkim:PrivateKeyFile",
            "Mail:Host", "Mail:Security", "Newsletters:0:From", "Newsletters:0:Name", "Newsletters:0:Schedules:weekly:Cron", "Service:Colour",
            "Service:PublicUrl", "Sight", "Site:BaseUrl", "Site:Language", "Site:TimeZone", "Storage:Provider",
        ], faults.Select(fault => fault.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Archives_and_retired_feeds_are_read()
    {
        var settings = Load("""
            { "Site": { "BaseUrl": "https://www.example.org" }, "Content": { "Folder": "content" }, "Mail": { "From": "a@example.org" },
              "Feeds": { "ArchivePageSize": 25, "Retired": { "tags/flu": "tags/influenza", "types/old": "gone" } } }
            """);

        Assert.Equal(25, settings.Feeds.ArchivePageSize);
        Assert.Equal([("tags/flu", "tags/influenza"), ("types/old", null)], settings.Feeds.Retired.Select(feed => (feed.Key, feed.Value)));
    }

    [Theory]
    [InlineData("""{ "flu": "tags/influenza" }""", "Feeds:Retired:flu")]
    [InlineData("""{ "tags/flu": "influenza" }""", "Feeds:Retired:tags/flu")]
    [InlineData("""{ "tags/flu": "tags/flu" }""", "Feeds:Retired:tags/flu")]
    [InlineData("""{ "tags/": "gone" }""", "Feeds:Retired:tags/")]
    public void A_retired_feed_that_is_none_is_a_fault(string retired, string key)
    {
        var faults = Faults($$"""
            { "Site": { "BaseUrl": "https://www.example.org" }, "Content": { "Folder": "content" }, "Mail": { "From": "a@example.org" }, "Feeds": { "Retired": {{retired}} } }
            """);

        Assert.Equal(key, Assert.Single(faults).Key);
    }

    [Fact]
    public void A_folder_of_templates_beside_the_configuration_must_be_whole()
    {
        Directory.CreateDirectory(PathOf("templates"));

        var faults = Faults(Minimal);

        Assert.Contains(faults, fault => fault.Key == "Templates:Folder" && fault.Message.Contains("digest.html.hbs", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Message.Contains("en.json", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_key_names_the_known_ones()
    {
        var fault = Assert.Single(Faults(Minimal.Replace("\"Folder\"", "\"Foldr\": 1, \"Folder\"", StringComparison.Ordinal)));

        Assert.Equal("Content:Foldr", fault.Key);
        Assert.Contains("Folder", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_may_be_one_text_or_a_list()
    {
        var settings = Load(Minimal.Replace("\"Folder\"", "\"Where\": { \"templateKey\": \"blog-post\", \"type\": [ \"disease\", \"news\" ] }, \"Folder\"", StringComparison.Ordinal));

        Assert.Equal(["blog-post"], settings.Content.Where.Conditions["templateKey"]);
        Assert.Equal(["disease", "news"], settings.Content.Where.Conditions["type"]);
    }

    [Fact]
    public void A_password_may_come_from_a_file()
    {
        File.WriteAllText(PathOf("secret"), "hush\n");
        var settings = Load(Minimal.Replace("\"Mail\": {", "\"Mail\": { \"User\": \"news\", \"PasswordFile\": \"secret\",", StringComparison.Ordinal));

        Assert.Equal("hush", settings.Mail.Password);
    }

    [Fact]
    public void A_flood_of_posts_has_a_limit_that_can_be_set()
    {
        Assert.Equal(20, Load(Minimal).Digests.MassArrivalLimit);
        Assert.Equal(50, Load(Minimal.Replace("\"Mail\":", "\"Digests\": { \"MassArrivalLimit\": 50 }, \"Mail\":", StringComparison.Ordinal)).Digests.MassArrivalLimit);
        Assert.Equal("Digests:MassArrivalLimit", Assert.Single(Faults(Minimal.Replace("\"Mail\":", "\"Digests\": { \"MassArrivalLimit\": 0 }, \"Mail\":", StringComparison.Ordinal))).Key);
    }

    [Fact]
    public void The_rarest_schedule_is_the_default()
    {
        var settings = Load(Minimal);

        Assert.Equal(["weekly", "daily"], settings.Newsletters[0].Schedules.Select(schedule => schedule.Name));
    }

    [Fact]
    public void A_file_that_is_not_JSON_says_where()
    {
        var fault = Assert.Single(Faults("{ \"Site\": "));

        Assert.Contains("LineNumber", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_file_that_is_missing_is_a_fault()
    {
        var thrown = Assert.Throws<SettingsException>(() => SettingsLoader.Load(new SettingsRequest { ConfigFile = PathOf("none.json") }));

        Assert.Contains("none.json", Assert.Single(thrown.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Feed_commands_need_no_mail()
    {
        File.WriteAllText(PathOf("appsettings.json"), """{ "Site": { "BaseUrl": "https://example.org" } }""");

        var settings = SettingsLoader.Load(new SettingsRequest
        {
            ConfigFile = PathOf("appsettings.json"),
            ContentFolder = PathOf("content"),
            Scope = SettingsScope.Content,
        }).Settings;

        Assert.Equal(PathOf("content"), settings.Content.Folder);
    }

    [Theory]
    [InlineData("00:15:00", 900)]
    [InlineData("15m", 900)]
    [InlineData("90s", 90)]
    [InlineData("2h", 7200)]
    [InlineData("1500ms", 1.5)]
    public void Durations_come_in_two_forms(string text, double seconds)
    {
        var settings = Load(Minimal.Replace("\"Feeds\": {", $"\"Feeds\": {{ \"MaxAge\": \"{text}\",", StringComparison.Ordinal));

        Assert.Equal(TimeSpan.FromSeconds(seconds), settings.Feeds.MaxAge);
    }

    [Theory]
    [InlineData("1MB", 1L << 20)]
    [InlineData("64 mb", 64L << 20)]
    [InlineData("2GB", 2L << 30)]
    [InlineData("3000000", 3_000_000)]
    public void Bytes_come_with_or_without_a_unit(string text, long bytes)
    {
        var settings = Load(Minimal.Replace("\"Feeds\": {", $"\"Feeds\": {{ \"MemoryLimit\": \"{text}\"", StringComparison.Ordinal));

        Assert.Equal(bytes, settings.Feeds.MemoryLimit);
    }

    [Theory]
    [InlineData("\"both\"", 2)]
    [InlineData("[ \"gzip\" ]", 1)]
    [InlineData("[ \"Brotli\", \"gzip\" ]", 2)]
    [InlineData("\"none\"", 0)]
    public void Compressed_copies_are_a_word_or_a_list(string value, int count)
    {
        var settings = Load(Minimal.Replace("\"Feeds\": {", $"\"Feeds\": {{ \"Precompress\": {value}", StringComparison.Ordinal));

        Assert.Equal(count, settings.Feeds.Precompress.Count);
    }

    [Theory]
    [InlineData("Feeds", "\"MemoryLimit\": \"12\"", "Feeds:MemoryLimit")]
    [InlineData("Feeds", "\"MemoryLimit\": \"much\"", "Feeds:MemoryLimit")]
    [InlineData("Feeds", "\"MaxAge\": \"6h\"", "Feeds:MaxAge")]
    [InlineData("Feeds", "\"Precompress\": [ \"zip\" ]", "Feeds:Precompress")]
    [InlineData("Ops", "\"Url\": \"localhost\"", "Ops:Url")]
    [InlineData("Ops", "\"Url\": \"https://localhost:8081\"", "Ops:Url")]
    [InlineData("Ops", "\"Url\": \"http://localhost:8081/ops\"", "Ops:Url")]
    [InlineData("Ops", "\"Token\": \"hush\"", "Ops:Token")]
    public void Serving_keys_are_checked(string section, string setting, string key)
    {
        var json = Minimal.Replace("\"Feeds\": { },", section == "Feeds" ? $"\"Feeds\": {{ {setting} }}," : $"\"Feeds\": {{ }}, \"{section}\": {{ {setting} }},", StringComparison.Ordinal);

        Assert.Equal(key, Assert.Single(Faults(json)).Key);
    }

    [Fact]
    public void Token_of_ops_is_kept_beside_the_database_unless_a_file_is_named()
    {
        var own = Load(Minimal).Ops;
        var named = Load(Minimal.Replace("\"Feeds\": { },", "\"Feeds\": { }, \"Ops\": { \"Url\": \"http://*:9000\", \"TokenFile\": \"secret\" },", StringComparison.Ordinal)).Ops;

        Assert.Equal((PathOf("data/ops-token"), true, "http://localhost:8081"), (own.TokenFile, own.MakesToken, own.Url));
        Assert.Equal((PathOf("secret"), false, "http://*:9000"), (named.TokenFile, named.MakesToken, named.Url));
    }

    private const string Minimal =
        """
        {
          "Site": { "BaseUrl": "https://www.example.org" },
          "Content": { "Folder": "content" },
          "Feeds": { },
          "Newsletters": [ { "Name": "treatments", "Schedules": { "daily": { "Cron": "0 0 8 * * ?" }, "weekly": { "Cron": "0 0 8 ? * MON" } } } ],
          "Mail": { "From": "News <news@example.org>" }
        }
        """;

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private IReadOnlyList<SettingsFault> Faults(string json) => Assert.Throws<SettingsException>(() => Load(json)).Faults;

    private ServiceSettings Load(string json)
    {
        File.WriteAllText(PathOf("appsettings.json"), json);
        return SettingsLoader.Load(new SettingsRequest { ConfigFile = PathOf("appsettings.json") }).Settings;
    }
}
