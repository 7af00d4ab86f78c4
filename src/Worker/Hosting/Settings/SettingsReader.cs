using System.Collections.Immutable;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http;
using Syndication.Worker.Http.Hooks;
using Syndication.Worker.Http.Ops;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads all sections.</summary>
internal static class SettingsReader
{
    private static readonly TimeSpan MaxCacheAge = TimeSpan.FromHours(5);

    /// <summary>Reads the settings; what is wrong is added to <paramref name="faults"/> and stands in the result as its default.</summary>
    public static ServiceSettings Read(SettingsSection root, string baseFolder, SettingsRequest request, List<SettingsFault> faults)
    {
        var service = ReadService(root.Section("Service"));
        var site = ContentSettingsReader.ReadSite(root.Section("Site"));
        var everything = request.Scope == SettingsScope.Service;
        var content = root.Section("Content");
        var git = GitSettingsReader.Read(content, baseFolder);
        if (request.ContentFolder is not null) git = null;
        var feedsSection = root.Section("Feeds");
        var webSub = WebSubSettingsReader.Read(feedsSection.Section("WebSub"), service);
        var mail = MailSettingsReader.Read(root.Section("Mail"), baseFolder, everything);
        var storage = everything ? StorageSettingsReader.Read(root.Section("Storage"), baseFolder) : new StorageOptions { ConnectionString = "" };
        var feeds = ReadFeeds(feedsSection, baseFolder, request, service) with { Hubs = webSub.Addresses };
        // A folder that is away while the service starts takes no feed away from readers; before there are any, its name is wrong.
        var mayLackContent = request.MayLackContent || (everything && (git is not null || File.Exists(Path.Combine(feeds.OutputFolder, ManifestFile.Name))));
        return new ServiceSettings
        {
            BaseFolder = baseFolder,
            TemplatesFolder = everything || request.MakesPages ? FindTemplates(root.Section("Templates"), baseFolder) : "",
            Service = service,
            Site = site,
            Content = ContentSettingsReader.ReadContent(content, baseFolder, request.ContentFolder, git, mayLackContent),
            Git = git,
            Hook = new HookOptions(everything ? ReadHookSecret(content, baseFolder) : null),
            Feeds = feeds,
            WebSub = webSub,
            Newsletters = everything ? NewsletterSettingsReader.Read(root, site, mail) : [],
            Digests = everything ? ReadDigests(root.Section("Digests")) : new DigestsOptions(),
            Subscribe = everything ? ReadSubscribe(root.Section("Subscribe")) : new SubscribeOptions(),
            Mail = mail,
            Privacy = everything ? ReadPrivacy(root.Section("Privacy")) : new PrivacyOptions(),
            Storage = storage,
            Ops = everything ? OpsSettingsReader.Read(root.Section("Ops"), baseFolder, storage) : new OpsOptions { TokenFile = "" },
        };
    }

    private static ServiceOptions ReadService(SettingsSection section)
    {
        var address = section.WebAddress("PublicUrl") ?? new ServiceOptions().PublicUrl;
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            section.Fault("PublicUrl", $"is {address}; unsubscribe links need https, except on this machine alone (http://localhost:8080).");
        }

        var options = new ServiceOptions { PublicUrl = address, Proxies = section.Texts("Proxies") };
        foreach (var proxy in options.Proxies)
        {
            if (!System.Net.IPNetwork.TryParse(proxy, out _) && !System.Net.IPAddress.TryParse(proxy, out _))
            {
                section.Fault("Proxies", $"holds '{proxy}'; it must be an address such as 127.0.0.1 or a range such as 10.0.0.0/8.");
            }
        }

        section.RefuseUnknown();
        return options;
    }

    private static FeedsOptions ReadFeeds(SettingsSection section, string baseFolder, SettingsRequest request, ServiceOptions service)
    {
        var configured = section.Text("OutputFolder");
        var defaults = new FeedsOptions { OutputFolder = "", PublicUrl = service.PublicUrl };
        var options = defaults with
        {
            OutputFolder = request.OutputFolder is { } output ? Path.GetFullPath(output) : Path.GetFullPath(configured ?? "data/feeds", baseFolder),
            PublicUrl = section.WebAddress("PublicUrl") ?? new Uri(service.PublicUrl.AbsoluteUri.TrimEnd('/') + "/feeds"),
            MaxEntries = section.Whole("MaxEntries", defaults.MaxEntries, 1, 10_000),
            Formats = FeedFormatsReader.Read(section, defaults.Formats),
            FullContent = section.Flag("FullContent", defaults.FullContent),
            ByTag = section.Flag("ByTag", defaults.ByTag),
            ByType = section.Flag("ByType", defaults.ByType),
            ByCategory = section.Flag("ByCategory", defaults.ByCategory),
            ArchivePageSize = section.Whole("ArchivePageSize", defaults.ArchivePageSize, 0, 10_000),
            Retired = RetiredFeedsReader.Read(section.Section("Retired")),
            MaxAge = section.Duration("MaxAge", defaults.MaxAge, TimeSpan.Zero, MaxCacheAge),
            MemoryLimit = section.Bytes("MemoryLimit", defaults.MemoryLimit, least: 1 << 20, most: 1L << 40),
            Precompress = FeedFormatsReader.ReadPrecompress(section),
        };
        section.RefuseUnknown();
        return options;
    }

    private static string? ReadHookSecret(SettingsSection section, string baseFolder)
    {
        var secret = section.Secret("HookSecret", baseFolder);
        if (secret is null || secret.Length > 0) return secret;
        section.Fault("HookSecretFile", "is empty; it must hold the secret that the hook's sender was given.");
        return null;
    }

    private static DigestsOptions ReadDigests(SettingsSection section)
    {
        var options = new DigestsOptions
        {
            Lookback = section.Duration("Lookback", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(3650)),
            MassArrivalLimit = section.Whole("MassArrivalLimit", new DigestsOptions().MassArrivalLimit, 1, 1_000_000),
            SettleTime = section.Duration("SettleTime", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7)),
            RequireLivePage = section.Flag("RequireLivePage", false),
        };
        section.RefuseUnknown();
        return options;
    }

    private static SubscribeOptions ReadSubscribe(SettingsSection section)
    {
        var limits = section.Section("RateLimits");
        var defaults = new SubscribeOptions();
        var options = new SubscribeOptions
        {
            Origins = [.. section.Texts("Origins").Select(origin => origin.TrimEnd('/'))],
            PerClientPerHour = limits.Whole("PerClientPerHour", defaults.PerClientPerHour, 1, 100_000),
            FastestSignUp = section.Duration("FastestSignUp", defaults.FastestSignUp, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        };
        foreach (var origin in options.Origins.Where(origin => !IsOrigin(origin)))
        {
            section.Fault("Origins", $"holds '{origin}'; an origin is a scheme and a host, such as https://www.example.org.");
        }

        limits.RefuseUnknown();
        section.RefuseUnknown();
        return options;
    }

    /// <summary>Scheme, host and port alone; https but on this machine.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin) && (origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && origin.IsLoopback))
        && string.Equals(origin.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);

    private static PrivacyOptions ReadPrivacy(SettingsSection section)
    {
        var defaults = new PrivacyOptions();
        var options = new PrivacyOptions
        {
            NeutralSubjects = section.Flag("NeutralSubjects", defaults.NeutralSubjects),
            UnconfirmedRetention = section.Duration("UnconfirmedRetention", defaults.UnconfirmedRetention, TimeSpan.FromHours(1), TimeSpan.FromDays(90)),
            DeliveryRetention = section.Duration("DeliveryRetention", defaults.DeliveryRetention, TimeSpan.FromDays(7), TimeSpan.FromDays(3650)),
        };
        section.RefuseUnknown();
        return options;
    }

    /// <summary>The configured folder, else <c>templates</c> beside the configuration, else the one that comes with the program.</summary>
    private static string FindTemplates(SettingsSection section, string baseFolder)
    {
        var configured = section.Text("Folder");
        section.RefuseUnknown();
        var beside = Path.GetFullPath(configured ?? "templates", baseFolder);
        var folder = configured is not null || Directory.Exists(beside) ? beside : Path.Combine(AppContext.BaseDirectory, "templates");
        if (!Directory.Exists(folder)) section.Fault("Folder", $"is {folder}, which does not exist.");
        else foreach (var fault in TemplateCheck.Faults(folder)) section.Fault("Folder", fault);
        return folder;
    }
}
