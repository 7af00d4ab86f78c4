using Syndication.Worker.Hosting.Content.Git;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Content:Git</c>.</summary>
internal static class GitSettingsReader
{
    /// <summary>Reads the section; null where there is none.</summary>
    /// <param name="content">The section <c>Content</c>.</param>
    /// <param name="baseFolder">What relative paths belong to.</param>
    public static GitOptions? Read(SettingsSection content, string baseFolder)
    {
        var section = content.Section("Git");
        if (!section.Exists) return null;
        const string Example = "https://github.com/example/site.git";
        var text = section.Secret("Url", baseFolder);
        if (text is null) section.Fault("Url", $"is missing. Example: {Example}");
        var address = text is null ? null : GitAddress.Parse(text, baseFolder);
        if (text is not null && address is null)
        {
            section.Fault("Url", $"is no address that git may be given; it must be https, http, ssh, git or file, such as {Example}, or git@host:path, or a path.");
        }

        var defaults = new GitOptions
        {
            Address = address ?? new GitAddress(""),
            CheckoutFolder = Path.GetFullPath(section.Text("CheckoutFolder") ?? "data/checkout", baseFolder),
        };
        var options = defaults with
        {
            Branch = section.Text("Branch"),
            Interval = section.Duration("Interval", defaults.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            Folder = ReadFolder(content),
        };
        if (options.Branch is { } branch && !GitBranch.IsName(branch)) section.Fault("Branch", $"is '{branch}', which cannot be a branch's name.");
        section.RefuseUnknown();
        return options;
    }

    private static string ReadFolder(SettingsSection content)
    {
        var folder = (content.Text("Folder") ?? "").Replace('\\', '/');
        var parts = folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        if (folder.StartsWith('/') || parts.Any(part => part is ".." || part.StartsWith(".git", StringComparison.OrdinalIgnoreCase)))
        {
            content.Fault("Folder", $"is '{folder}'; with Content:Git it must be a folder in the repository, such as content/posts.");
        }

        return string.Join('/', parts);
    }
}
