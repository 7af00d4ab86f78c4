using System.Text.Json;
using System.Text.Json.Nodes;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>The built program set up for one site: a configuration file with all that it names in one temporary folder.</summary>
internal sealed class Installation : IDisposable
{
    /// <summary>A schedule that does not ring while a test runs.</summary>
    public const string Yearly = "0 0 8 1 1 ?";

    private readonly TemporaryFolder folder = new();

    private Installation()
    {
    }

    public string ConfigurationFile => PathOf("appsettings.json");

    /// <summary>The messages in the pickup folder.</summary>
    public IReadOnlyList<string> PickedUp => Directory.Exists(PathOf("data/pickup")) ? Directory.GetFiles(PathOf("data/pickup"), "*.eml") : [];

    /// <summary>Sets up a site with a newsletter of disease posts and no post yet.</summary>
    /// <param name="configure">Changes the configuration before it is written.</param>
    public static Installation Create(Action<JsonObject>? configure = null)
    {
        var installation = new Installation();
        Directory.CreateDirectory(installation.PathOf("content"));
        var configuration = JsonNode.Parse($$"""
            {
              "Kestrel": { "Endpoints": { "Http": { "Url": "http://127.0.0.1:0" } } },
              "Ops": { "Url": "http://127.0.0.1:0" },
              "Site": { "Title": "Example Health", "BaseUrl": "https://www.example.org", "Language": "en", "Author": { "Name": "Example Health" } },
              "Content": { "Folder": "content", "Watch": { "QuietPeriod": "100ms" } },
              "Newsletters": [ {
                "Name": "treatments", "Title": "Treatments", "Where": { "type": "disease" },
                "PostalAddress": "Example Health, 1 Example Street, 12345 Example",
                "Disclaimer": "General information, not medical advice.",
                "Schedules": { "weekly": { "Cron": "{{Yearly}}", "TimeZone": "UTC" } }
              } ],
              "Mail": { "From": "Example Health <news@news.example.org>" }
            }
            """)!.AsObject();
        configure?.Invoke(configuration);
        installation.Write(configuration);
        return installation;
    }

    /// <summary>Sets up what a fresh clone has: the default configuration and a copy of the samples.</summary>
    public static Installation CreateFromSamples()
    {
        var installation = new Installation();
        File.Copy(Path.Combine(Places.Repository, "appsettings.json"), installation.ConfigurationFile);
        var samples = Path.Combine(Places.Repository, "samples", "content");
        foreach (var file in Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, installation.folder.File(Path.Combine("samples", "content", Path.GetRelativePath(samples, file))));
        }

        installation.Configure(settings => settings["Ops"] = JsonNode.Parse("""{ "Url": "http://127.0.0.1:0" }"""));
        return installation;
    }

    public string PathOf(string name) => Path.Combine(folder.Path, name);

    /// <summary>The absolute path of a file, its folder made.</summary>
    public string FileAt(string name) => folder.File(name);

    /// <summary>Changes the configuration file; a running program does not see it.</summary>
    public void Configure(Action<JsonObject> change)
    {
        var configuration = JsonNode.Parse(File.ReadAllText(ConfigurationFile))!.AsObject();
        change(configuration);
        Write(configuration);
    }

    /// <summary>Saves a disease post.</summary>
    public void Save(string name, string title, string date, string content = "content") => File.WriteAllText(
        folder.File(content + "/" + name + ".md"),
        $"""
        ---
        templateKey: blog-post
        title: {title}
        date: {date}
        description: What is known about {title.ToLowerInvariant()} and what is not.
        type: disease
        tags: [care]
        ---

        Some people ask about {title.ToLowerInvariant()}; [a published paper](https://pubmed.ncbi.nlm.nih.gov/23852661/) is a place to begin.

        """);

    /// <summary>Runs a command to its end.</summary>
    public Task<ProgramResult> CallAsync(params string[] arguments) =>
        RunningProgram.RunAsync("dotnet", [Places.Program, .. arguments, "--config", ConfigurationFile], Surroundings(), folder.Path);

    /// <summary>Starts the service and does not wait for anything.</summary>
    public RunningProgram Start(params (string Key, string Value)[] variables) =>
        RunningProgram.Start("dotnet", [Places.Program, "run", "--config", ConfigurationFile], Surroundings(variables), folder.Path);

    /// <summary>Starts a command and does not wait for its end.</summary>
    public RunningProgram Start(string command, params string[] arguments) =>
        RunningProgram.Start("dotnet", [Places.Program, command, .. arguments, "--config", ConfigurationFile], Surroundings(), folder.Path);

    /// <summary>Starts the service; it serves when this returns.</summary>
    public async Task<RunningSite> RunAsync()
    {
        var program = Start();
        try
        {
            return new RunningSite(program, await ReadAddressAsync(program));
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address that a starting service prints, with a slash at the end.</summary>
    public static async Task<Uri> ReadAddressAsync(RunningProgram program)
    {
        const string Label = "Feeds:";
        var line = await program.LineAsync(line => line.StartsWith(Label, StringComparison.Ordinal));
        await program.LineAsync(line => line.StartsWith("Stop with", StringComparison.Ordinal));
        return new Uri(new Uri(line[Label.Length..].Trim()), "/");
    }

    /// <summary>Every file and folder by name.</summary>
    public IReadOnlyList<string> List() =>
        [.. Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Dispose();

    private static Dictionary<string, string?> Surroundings(params (string Key, string Value)[] variables)
    {
        var surroundings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Kestrel__Endpoints__Http__Url"] = null,
            ["SYNDICATION_CONFIG"] = null,
            ["DOTNET_ENVIRONMENT"] = null,
            ["ASPNETCORE_ENVIRONMENT"] = null,
            ["NOTIFY_SOCKET"] = null,
            ["JOURNAL_STREAM"] = null,
        };
        foreach (var (key, value) in variables) surroundings[key] = value;
        return surroundings;
    }

    private void Write(JsonObject configuration) => File.WriteAllText(ConfigurationFile, configuration.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
}
