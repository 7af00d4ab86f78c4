using System.Globalization;
using System.Net.Mail;
using Syndication.Feeds.Content;
using Syndication.Worker.Hosting.Content.Git;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Site</c> and <c>Content</c>.</summary>
internal static class ContentSettingsReader
{
    /// <summary>Reads <c>Site</c>.</summary>
    public static SiteOptions ReadSite(SettingsSection section)
    {
        var address = section.WebAddress("BaseUrl");
        if (address is null && section.Text("BaseUrl") is null) section.Required("BaseUrl", "https://www.example.org");
        var options = new SiteOptions
        {
            BaseUrl = address ?? new Uri("https://www.example.org"),
            Title = section.Text("Title") ?? address?.Host ?? "",
            Description = section.Text("Description") ?? "",
            Language = section.Text("Language") ?? "en",
            TimeZone = ReadTimeZone(section, "TimeZone", TimeZoneInfo.Utc),
            TrailingSlash = section.Choice("TrailingSlash", TrailingSlash.AsIs),
            Author = ReadAuthor(section.Section("Author")),
            Image = section.WebAddress("Image", keepSlash: true),
            License = section.WebAddress("License", keepSlash: true),
        };
        if (!IsLanguage(options.Language)) section.Fault("Language", $"is '{options.Language}'; it must be a BCP 47 tag such as en or pt-BR.");
        section.RefuseUnknown();
        return options;
    }

    /// <summary>Reads <c>Content</c>; <paramref name="folder"/> stands in for <c>Content:Folder</c> where the command line names one.</summary>
    /// <param name="section">The section.</param>
    /// <param name="baseFolder">What relative paths belong to.</param>
    /// <param name="folder">The folder that the command line names, or null.</param>
    /// <param name="git">The repository that posts come from, or null.</param>
    /// <param name="mayWait">Whether a checkout may still be to come.</param>
    public static ContentOptions ReadContent(SettingsSection section, string baseFolder, string? folder, GitOptions? git, bool mayWait)
    {
        var path = FindFolder(section, baseFolder, folder, git, mayWait);
        var watch = section.Section("Watch");
        var defaults = new ContentOptions { Folder = path };
        var options = defaults with
        {
            Include = section.Texts("Include"),
            Exclude = section.Texts("Exclude"),
            Where = new PropertyFilter(section.Section("Where").Everything()),
            Identity = section.Choice("Identity", defaults.Identity),
            RepairMojibake = section.Flag("RepairMojibake", defaults.RepairMojibake),
            MassRemovalLimit = section.Number("MassRemovalLimit", defaults.MassRemovalLimit, 0, 1),
            TagSlugs = ReadTagSlugs(section.Section("TagSlugs")),
            WatchMode = git is null ? watch.Choice("Mode", defaults.WatchMode) : IgnoreWatchMode(watch),
            FileTimesAreCommits = git is not null,
            QuietPeriod = watch.Duration("QuietPeriod", defaults.QuietPeriod, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
            RescanInterval = watch.Duration("RescanInterval", defaults.RescanInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            PollInterval = watch.Duration("PollInterval", defaults.PollInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
        };
        watch.RefuseUnknown();
        section.RefuseUnknown("Git", "HookSecret", "HookSecretFile");
        return options;
    }

    private static string FindFolder(SettingsSection section, string baseFolder, string? folder, GitOptions? git, bool mayWait)
    {
        var configured = section.Text("Folder");
        if (folder is null && git is not null)
        {
            var checkedOut = Path.Combine(git.Current, git.Folder);
            if (!mayWait && !Directory.Exists(checkedOut)) section.Fault("Git", $"has no checkout at {checkedOut} yet; start the service once, or name a folder with --content.");
            return checkedOut;
        }

        if (configured is null && folder is null) configured = section.Required("Folder", "content");
        var path = folder is not null ? Path.GetFullPath(folder) : Path.GetFullPath(configured!, baseFolder);
        if (!Directory.Exists(path)) section.Fault("Folder", $"is {path}, which does not exist.");
        return path;
    }

    // The checkout changes only by pulls, which say what they changed.
    private static WatchMode IgnoreWatchMode(SettingsSection watch)
    {
        watch.Choice("Mode", WatchMode.Auto);
        return WatchMode.Off;
    }

    private static Dictionary<string, string> ReadTagSlugs(SettingsSection section)
    {
        var slugs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (label, texts) in section.Everything())
        {
            if (texts is [var slug] && slug.All(letter => char.IsLetterOrDigit(letter) || letter == '-')) slugs[label] = slug;
            else section.Fault(label, "must be one slug of letters, digits and -, such as c-sharp.");
        }

        return slugs;
    }

    /// <summary>The zone that a key names (IANA), or <paramref name="fallback"/>.</summary>
    public static TimeZoneInfo ReadTimeZone(SettingsSection section, string key, TimeZoneInfo fallback)
    {
        if (section.Text(key) is not { } name) return fallback;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        section.Fault(key, $"is '{name}', which is no time zone here; use an IANA name such as Europe/Istanbul.");
        return fallback;
    }

    /// <summary>Whether a text is a well-formed BCP 47 tag that .NET knows a culture for.</summary>
    public static bool IsLanguage(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static Author? ReadAuthor(SettingsSection section)
    {
        var name = section.Text("Name");
        var author = new Author(name ?? "", section.Text("Email"), section.WebAddress("Url")?.AbsoluteUri);
        if (name is null && (author.Email is not null || author.Url is not null)) section.Required("Name", "Example Health Desk");
        if (author.Email is not null && !MailAddress.TryCreate(author.Email, out _)) section.Fault("Email", "is not an address.");
        section.RefuseUnknown();
        return name is null ? null : author;
    }
}
