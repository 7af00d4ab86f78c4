using System.Text.Json.Nodes;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>A configuration with faults stops the start before anything is done.</summary>
public sealed class BadConfigurationTests : IDisposable
{
    private const int Cannot = 2;

    private readonly Installation installation = Installation.Create();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Every_fault_is_listed_with_its_key_and_nothing_is_written()
    {
        CopyTemplates();
        File.Delete(installation.PathOf("mended/email/digest.html.hbs"));
        installation.Configure(settings =>
        {
            settings["Colour"] = "red";
            settings["Content"]!["Folder"] = "nowhere";
            settings["Mail"]!["Hots"] = "smtp.example.org";
            settings["Newsletters"]![0]!["Schedules"] = JsonNode.Parse("""{ "weekly": { "Cron": "0 8 * * MON" }, "daily": { "Cron": "0 0 8 * * ?", "TimeZone": "Mars/Olympus" } }""");
            settings["Templates"] = JsonNode.Parse("""{ "Folder": "mended" }""");
        });
        var before = installation.List();

        var result = await installation.CallAsync("run");

        Assert.Equal(Cannot, result.Code);
        Assert.Equal("", result.Output);
        var lines = result.Errors.Split('\n');
        Assert.Equal(installation.ConfigurationFile + " cannot be used:", lines[0]);
        Assert.Equal(
            ["Colour", "Content:Folder", "Mail:Hots", "Newsletters:0:Schedules:daily:TimeZone", "Newsletters:0:Schedules:weekly:Cron", "Templates:Folder"],
            lines.Skip(1).Where(line => line.Length > 0).Select(line => line.TrimStart().Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("digest.html.hbs", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, installation.List());
    }

    [Fact]
    public async Task Template_that_does_not_compile_stops_the_start()
    {
        CopyTemplates();
        installation.Configure(settings => settings["Templates"] = JsonNode.Parse("""{ "Folder": "mended" }"""));
        File.WriteAllText(installation.PathOf("mended/pages/ask.html.hbs"), "{{#if title}}no end");

        var result = await installation.CallAsync("run");

        Assert.Equal(Cannot, result.Code);
        var fault = Assert.Single(result.Errors.Split('\n').Skip(1), line => line.Length > 0);
        Assert.Contains("Templates:Folder", fault, StringComparison.Ordinal);
        Assert.Contains("ask.html.hbs", fault, StringComparison.Ordinal);
    }

    private void CopyTemplates()
    {
        var templates = Path.Combine(Places.Repository, "templates");
        foreach (var file in Directory.EnumerateFiles(templates, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, installation.FileAt(Path.Combine("mended", Path.GetRelativePath(templates, file))));
        }
    }
}
