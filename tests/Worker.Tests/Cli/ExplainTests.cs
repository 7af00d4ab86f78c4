using System.Globalization;
using Syndication.Tests.Support;
using Syndication.Worker.Cli;

namespace Syndication.Tests.Worker.Cli;

public sealed class ExplainTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ExplainTests()
    {
        Save("gout.md", "---\ntemplateKey: blog-post\ntitle: Gout\ndate: 2026-01-02\ntype: disease\ntags: [care]\n---\nText.\n");
        File.WriteAllText(folder.File("appsettings.json"),
            """
            {
              "Site": { "BaseUrl": "https://www.example.org" }, "Content": { "Folder": "content", "Where": { "templateKey": "blog-post" } }, "Mail": { "From": "News <news@example.org>" },
              "Feeds": { "MaxEntries": 2 },
              "Newsletters": [
                { "Name": "treatments", "Where": { "type": "disease" }, "Schedules": { "weekly": { "Cron": "0 0 8 ? * MON" } } },
                { "Name": "news", "Where": { "type": "news" }, "Schedules": { "weekly": { "Cron": "0 0 8 ? * MON" } } }
              ]
            }
            """);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Public_post_with_all_that_holds_it()
    {
        await IngestAsync();
        var answer = await ExplainAsync("gout.md");

        Assert.StartsWith("PUBLISHED  Gout\nIt is public.\n", answer, StringComparison.Ordinal);
        Assert.Contains("identity    tag:www.example.org,2026-01-02:/gout\n", answer, StringComparison.Ordinal);
        Assert.Contains("ok  Content:Where  templateKey must be blog-post; it is blog-post  (line 2: templateKey)", answer, StringComparison.Ordinal);
        Assert.Contains("    tags           care  (line 6: tags)", answer, StringComparison.Ordinal);
        Assert.Contains("yes  tags/care                among its latest posts", answer, StringComparison.Ordinal);
        Assert.Matches("yes  treatments               arrived 20.* as number 1\n", answer);
        Assert.Contains("no   news                     type must be news; it is disease (line 5)", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_Markdown_any_more_is_told()
    {
        Save("deep.md", "---\ntemplateKey: blog-post\ntitle: Deep\ndate: 2026-01-02\n---\n" + new string('>', 500) + " deep\n");

        Assert.Contains("it is shown as plain paragraphs", await ExplainAsync("deep.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("plain paragraphs", await ExplainAsync("gout.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("templateKey: doc-page\ntitle: T\ndate: 2026-01-01", "EXCLUDED", "Content:Where: templateKey must be blog-post; it is doc-page (line 2).")]
    [InlineData("templateKey: blog-post\ntitle: T\ndate: 2026-01-01\ndraft: true", "DRAFT", "draft: is a draft (line 5).")]
    [InlineData("templateKey: blog-post\ntitle: T\ndate: 2099-01-01", "SCHEDULED", "Its date has not come: 2099-01-01 00:00:00 UTC.")]
    [InlineData("templateKey: blog-post\ntitle: T\ndate: 03/04/2022", "PROBLEM", "'date' could be read with the day or the month first.")]
    [InlineData("title: [T", "PROBLEM", "")]
    public async Task Post_that_is_not_public_says_why_and_where(string frontMatter, string outcome, string because)
    {
        Save("a.md", $"---\n{frontMatter}\n---\nText.\n");
        var lines = (await ExplainAsync("content/a.md")).Split('\n').SkipWhile(line => line.StartsWith("NOTE", StringComparison.Ordinal)).ToList();

        Assert.StartsWith(outcome, lines[0], StringComparison.Ordinal);
        Assert.Contains(because, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_post_that_later_ones_pushed_out_of_a_feed()
    {
        for (var day = 3; day < 6; day++) Save(Invariant($"{day}.md"), Invariant($"---\ntemplateKey: blog-post\ntitle: Post {day}\ndate: 2026-01-0{day}\n---\n"));
        await IngestAsync();
        var answer = await ExplainAsync("gout.md");

        Assert.Contains("no   all                      2 posts that came later fill it (Feeds:MaxEntries)", answer, StringComparison.Ordinal);
        Assert.Contains("yes  types/disease", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moved_post_is_found_by_its_old_address_with_its_history()
    {
        await IngestAsync();
        File.Move(folder.File("content/gout.md"), folder.File("content/2026/gout.md"));
        await IngestAsync();
        var answer = await ExplainAsync("https://www.example.org/gout");

        Assert.Contains("file        2026/gout.md\n", answer, StringComparison.Ordinal);
        Assert.Matches("was         until .*: gout.md at https://www.example.org/gout, text [0-9a-f]{8}\n", answer);
    }

    [Fact]
    public async Task Removed_post_is_remembered()
    {
        Save("other.md", "---\ntemplateKey: blog-post\ntitle: Other\ndate: 2026-01-01\n---\n");
        await IngestAsync();
        File.Delete(folder.File("content/gout.md"));
        await IngestAsync();

        Assert.StartsWith("REMOVED  gout.md\nIts file is gone; it left the feeds 20", await ExplainAsync("tag:www.example.org,2026-01-02:/gout"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_it_says_so_and_makes_none()
    {
        var answer = await ExplainAsync("gout.md");

        Assert.StartsWith("NOTE  There is no database yet", answer, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "data")));
    }

    [Fact]
    public async Task Ledger_of_build_is_used_where_there_is_no_database()
    {
        Assert.Equal(0, (await RunAsync("build")).Code);

        Assert.Contains("first seen  20", await ExplainAsync("gout.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_name_is_a_no()
    {
        var (code, _, error) = await RunAsync("explain", "--post", "nowhere.md");

        Assert.Equal(1, code);
        Assert.Contains("Nothing is known of 'nowhere.md'", error, StringComparison.Ordinal);
    }

    private async Task<string> ExplainAsync(string post)
    {
        var (code, answer, error) = await RunAsync("explain", "--post", post);
        Assert.True(code == 0, error);
        return answer.ReplaceLineEndings("\n");
    }

    /// <summary>Brings feeds and database up to date as any command does that needs them.</summary>
    private async Task IngestAsync() => Assert.Equal(0, (await RunAsync("preview", "treatments", "--out", folder.File("preview"), "--no-pictures")).Code);

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var terminal = new Terminal(new StringWriter(), new StringWriter(), IsInteractive: false);
        var code = await CommandLine.RunAsync([.. arguments, "--config", Path.Combine(folder.Path, "appsettings.json")], terminal, CancellationToken.None);
        return (code, terminal.Out.ToString()!, terminal.Error.ToString()!);
    }

    private void Save(string name, string text) => File.WriteAllText(folder.File("content/" + name), text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
