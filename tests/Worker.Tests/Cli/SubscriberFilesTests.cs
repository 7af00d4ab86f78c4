using System.Text.Json;
using Syndication.Tests.Support;
using Syndication.Worker.Cli;

namespace Syndication.Tests.Worker.Cli;

public sealed class SubscriberFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SubscriberFilesTests()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        File.WriteAllText(folder.File("appsettings.json"),
            """
            {
              "Site": { "BaseUrl": "https://www.example.org" }, "Content": { "Folder": "content" }, "Mail": { "From": "News <news@example.org>" },
              "Newsletters": [ { "Name": "treatments", "Schedules": { "weekly": { "Cron": "0 0 8 ? * MON" } } } ]
            }
            """);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Report_alone_names_the_addresses_that_were_not_taken()
    {
        await File.WriteAllTextAsync(folder.File("in.csv"), "email,status\nann@example.org,confirmed\nbob@example.org,pending\n", CancellationToken.None);

        var result = await RunAsync("import", folder.File("in.csv"), "--consent", "Send me news", "--report", folder.File("out.csv"));

        Assert.Equal(1, result.Code);
        Assert.Contains("1 not taken, unconfirmed", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("@", result.Out + result.Error, StringComparison.Ordinal);
        Assert.Equal("line,reason,address\r\n3,unconfirmed,bob@example.org\r\n", await File.ReadAllTextAsync(folder.File("out.csv"), CancellationToken.None));
        Assert.Contains("Send me news", (await RunAsync("show", "ann@example.org")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_import_shows_a_bar_to_a_person_and_none_to_a_file(bool isInteractive)
    {
        await File.WriteAllTextAsync(folder.File("in.csv"), "ann@example.org\n", CancellationToken.None);
        var terminal = new Terminal(new StringWriter(), new StringWriter(), isInteractive);

        await CommandLine.RunAsync(["subscribers", "import", folder.File("in.csv"), "--confirmed", "--config", Path.Combine(folder.Path, "appsettings.json")], terminal, CancellationToken.None);

        Assert.Equal(isInteractive, terminal.Error.ToString()!.Contains("[##############################] 100 %, 1 lines", StringComparison.Ordinal));
        Assert.DoesNotContain("#", terminal.Out.ToString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_run_finds_everything_there_and_is_done()
    {
        await File.WriteAllTextAsync(folder.File("in.csv"), "ann@example.org\nbob@example.org\n", CancellationToken.None);

        Assert.Equal(0, (await RunAsync("import", folder.File("in.csv"), "--confirmed")).Code);
        var again = await RunAsync("import", folder.File("in.csv"), "--confirmed");

        Assert.Equal(0, again.Code);
        Assert.Contains("2 not taken, known", again.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name,phone\nAnn,1\n", "names no column 'email'")]
    [InlineData("", "names no column 'email'")]
    public async Task File_that_is_not_understood_is_said_so(string text, string reason)
    {
        await File.WriteAllTextAsync(folder.File("in.csv"), text, CancellationToken.None);

        var result = await RunAsync("import", folder.File("in.csv"));

        Assert.Equal(2, result.Code);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_is_what_import_reads()
    {
        await File.WriteAllTextAsync(folder.File("in.csv"),
            "email,tags,time_zone,status,consent_text,consent_at,confirmed_at,paused_until,unsubscribed_at\n"
            + "ann@example.org,\"heart,lung\",Europe/Istanbul,confirmed,\"Yes, \"\"please\"\"\",2024-01-01,2024-01-02,,\n"
            + "bob@example.org,,,unsubscribed,No,2024-01-01,,,2024-05-01\nzoe@example.org,,,paused,Yes,2024-01-01,2024-01-02,,\n", CancellationToken.None);
        Assert.Equal(0, (await RunAsync("import", folder.File("in.csv"))).Code);
        var first = await RunAsync("export");
        await File.WriteAllTextAsync(folder.File("again.csv"), first.Out, CancellationToken.None);
        File.Delete(folder.File("data/syndication.db"));

        var again = await RunAsync("import", folder.File("again.csv"));

        Assert.True(again.Code == 0, again.Error);
        Assert.Equal(first.Out, (await RunAsync("export")).Out);
        Assert.Equal(3, JsonDocument.Parse((await RunAsync("export", "--format", "json")).Out).RootElement.GetArrayLength());
        Assert.Empty(JsonDocument.Parse((await RunAsync("export", "--newsletter", "other", "--format", "json")).Out).RootElement.EnumerateArray());
    }

    [Fact]
    public async Task Ops_answer_a_persons_request()
    {
        await RunAsync("add", "ann@example.org", "--newsletter", "treatments", "--confirmed");
        Assert.Equal(0, (await RunAsync("suppress", "ann@example.org", "--reason", "bounce")).Code);
        Assert.Contains("Bounce", (await RunAsync("show", "Ann@example.org")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("unsuppress", "ann@example.org")).Code);
        Assert.Equal(1, (await RunAsync("unsuppress", "ann@example.org")).Code);
        Assert.Equal(0, (await RunAsync("erase", "ann@example.org")).Code);
        var shown = await RunAsync("show", "ann@example.org");
        Assert.Equal("Erasure", JsonDocument.Parse(shown.Out).RootElement.GetProperty("suppressedFor").GetString());
        Assert.Equal(1, (await RunAsync("unsuppress", "ann@example.org")).Code);
        Assert.Equal(1, (await RunAsync("show", "nobody@example.org")).Code);
    }

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var terminal = new Terminal(new StringWriter(), new StringWriter(), IsInteractive: false);
        var code = await CommandLine.RunAsync(["subscribers", .. arguments, "--config", Path.Combine(folder.Path, "appsettings.json")], terminal, CancellationToken.None);
        return (code, terminal.Out.ToString()!, terminal.Error.ToString()!);
    }
}
