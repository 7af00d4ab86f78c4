using System.Text.Json;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.Integration.Bounces;

/// <summary>The script that a mail server's pipe calls, with the built program.</summary>
public sealed class PipeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PipeTests()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        File.WriteAllText(folder.File("appsettings.json"), JsonSerializer.Serialize(new
        {
            Site = new { BaseUrl = "https://www.example.org" },
            Content = new { Folder = "content" },
            Mail = new { From = "News <news@example.org>", Transport = "Smtp", Host = "smtp.example.org", User = "news", Bounces = new { Address = "bounce@news.example.org" } },
        }));
        File.WriteAllText(folder.File("program"), $"#!/bin/sh\nexec dotnet '{Places.Program}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.File("program"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Mail_that_needs_no_further_try_leaves_the_queue()
    {
        var result = await PipeAsync("appsettings.json");

        Assert.True(result.Code == 0, result.ToString());
        Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "data", "bounces")));
    }

    [Fact]
    public async Task Mail_that_could_not_be_taken_stays_in_the_queue() => Assert.Equal(75, (await PipeAsync("missing.json")).Code);

    private async Task<ProgramResult> PipeAsync(string configuration)
    {
        await File.WriteAllTextAsync(folder.File("mail"), "To: bounce@news.example.org\n\nWho are you?\n");
        return await RunningProgram.RunAsync(
            "/bin/sh", ["-c", "exec \"$0\" --recipient bounce@news.example.org < \"$1\"", Path.Combine(Places.Repository, "deploy", "syndication-bounces.sh"), folder.File("mail")],
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["SYNDICATION"] = folder.File("program"), ["SYNDICATION_CONFIG"] = Path.Combine(folder.Path, configuration) });
    }
}
