using System.Text.Json;
using Syndication.Tests.Support;
using Syndication.Worker.Cli;

namespace Syndication.Tests.Worker.Cli;

public sealed class SubscribersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SubscribersTests()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        File.WriteAllText(folder.File("appsettings.json"),
            """
            {
              "Site": { "BaseUrl": "https://www.example.org" }, "Content": { "Folder": "content" }, "Mail": { "From": "News <news@example.org>" },
              "Newsletters": [ { "Name": "treatments", "Languages": [ "en", "tr" ], "Schedules": { "weekly": { "Cron": "0 0 8 ? * MON" } } } ]
            }
            """);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Added_reader_waits_for_the_confirmation()
    {
        var added = await RunAsync("add", "reader@example.org", "--newsletter", "treatments");
        var list = await RunAsync("list");

        Assert.Equal(0, added.Code);
        Assert.Contains("confirmation mail is queued", added.Out, StringComparison.Ordinal);
        Assert.Equal("Pending       treatments/weekly  reader@example.org", list.Out.Trim());
    }

    [Fact]
    public async Task Confirmed_on_the_operators_word_and_said_so()
    {
        var added = await RunAsync("add", "reader@exämple.org", "--newsletter", "treatments", "--language", "tr", "--confirmed");
        var list = await RunAsync("list", "--newsletter", "treatments", "--state", "confirmed", "--format", "json");

        Assert.Equal(0, added.Code);
        Assert.Contains("on your word", added.Out, StringComparison.Ordinal);
        var one = Assert.Single(JsonDocument.Parse(list.Out).RootElement.EnumerateArray());
        Assert.Equal(("reader@xn--exmple-cua.org", "Confirmed", "tr"),
            (one.GetProperty("address").GetString(), one.GetProperty("state").GetString(), one.GetProperty("language").GetString()));
    }

    [Theory]
    [InlineData("no e-mail address", "reader", "--newsletter", "treatments")]
    [InlineData("there are: treatments", "reader@example.org", "--newsletter", "other")]
    [InlineData("it has: weekly", "reader@example.org", "--newsletter", "treatments", "--schedule", "hourly")]
    [InlineData("it comes in: en, tr", "reader@example.org", "--newsletter", "treatments", "--language", "de")]
    public async Task What_cannot_be_is_explained(string reason, params string[] arguments)
    {
        var result = await RunAsync(["add", .. arguments]);

        Assert.Equal(2, result.Code);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_list_is_still_JSON()
    {
        var result = await RunAsync("list", "--format", "json");

        Assert.Equal(0, result.Code);
        Assert.Empty(JsonDocument.Parse(result.Out).RootElement.EnumerateArray());
    }

    [Fact]
    public async Task Database_that_cannot_be_opened_is_one_clear_line()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "data", "syndication.db"));

        var result = await RunAsync("list");

        Assert.Equal(2, result.Code);
        Assert.StartsWith("The database cannot be used:", Assert.Single(result.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var terminal = new Terminal(new StringWriter(), new StringWriter(), IsInteractive: false);
        var code = await CommandLine.RunAsync(
            ["subscribers", .. arguments, "--config", Path.Combine(folder.Path, "appsettings.json")], terminal, CancellationToken.None);
        return (code, terminal.Out.ToString()!, terminal.Error.ToString()!);
    }
}
