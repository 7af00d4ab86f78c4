namespace Syndication.Worker.Hosting.Settings;

/// <summary>Finds the configuration and reads it into <see cref="ServiceSettings"/>.</summary>
public static class SettingsLoader
{
    private const string FileName = "appsettings.json";

    /// <summary>Sections that the framework reads.</summary>
    private static readonly string[] FrameworkSections = ["Kestrel", "Logging"];

    private static readonly string[] OwnSections =
        ["Service", "Site", "Content", "Feeds", "Newsletters", "Digests", "Subscribe", "Mail", "Privacy", "Storage", "Templates", "Ops"];

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="SettingsException">It is missing or has faults; all of them are listed.</exception>
    public static LoadedSettings Load(SettingsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var file = FindFile(request.ConfigFile);
        var environment = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Production";
        var files = ReadFiles(file, environment);
        var all = new ConfigurationBuilder().AddConfiguration(files).AddEnvironmentVariables().Build();
        var faults = new List<SettingsFault>();
        // Only what files say at the root is checked: the environment holds names that are none of ours.
        new SettingsSection(files, "", faults).RefuseUnknown([.. OwnSections, .. FrameworkSections]);
        var settings = SettingsReader.Read(new SettingsSection(all, "", faults), Path.GetDirectoryName(file)!, request, faults);
        return faults.Count == 0 ? new LoadedSettings(file, all, settings) : throw new SettingsException(file, faults);
    }

    private static string FindFile(string? named)
    {
        if (named is null) named = Environment.GetEnvironmentVariable("SYNDICATION_CONFIG");
        if (!string.IsNullOrWhiteSpace(named))
        {
            var file = Path.GetFullPath(named);
            return File.Exists(file) ? file : throw Missing(file, $"There is no file {file}.");
        }

        var here = Path.GetFullPath(FileName);
        var beside = Path.Combine(AppContext.BaseDirectory, FileName);
        if (File.Exists(here)) return here;
        return File.Exists(beside) ? beside : throw Missing(here, $"There is neither {here} nor {beside}; name one with --config or SYNDICATION_CONFIG.");
    }

    private static IConfigurationRoot ReadFiles(string file, string environment)
    {
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(file, optional: false, reloadOnChange: false)
                .AddJsonFile(Path.Combine(Path.GetDirectoryName(file)!, $"appsettings.{environment}.json"), optional: true, reloadOnChange: false)
                .Build();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw Missing(file, exception.GetBaseException().Message);
        }
    }

    private static SettingsException Missing(string file, string message) => new(file, [new SettingsFault("Configuration:", message)]);
}
