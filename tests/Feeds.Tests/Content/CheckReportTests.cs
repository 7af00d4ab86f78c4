using System.Text;
using System.Text.Json;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Checking;

namespace Syndication.Tests.Feeds.Content;

public sealed class CheckReportTests
{
    private static readonly DateTimeOffset Now = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static async Task<(bool Clean, string Text)> Report(CheckFormat format, string folder)
    {
        var options = new ContentOptions
        {
            Folder = folder,
            Where = new(new Dictionary<string, IReadOnlyList<string>> { ["kind"] = ["post"] }),
        };
        var files = await new ContentScanner(options, new PostParser(Sample.Site, options), TimeProvider.System).ScanAsync(ContentFiles.None, TestContext.Current.CancellationToken);
        var snapshot = new SnapshotBuilder(options).Build(files, SnapshotContext.Empty, Now);
        using var output = new MemoryStream();
        var clean = CheckReportWriter.Write(snapshot, post => PostIdentity.New(post, Sample.Site, options), format, output);
        return (clean, Encoding.UTF8.GetString(output.ToArray()));
    }

    private static string Cases => CasesIn("content");

    private static string CasesIn(string name) => Path.Combine(AppContext.BaseDirectory, "cases", name);

    /// <summary>In <c>content</c> files as authors write them; in <c>rules</c> one file for each thing that the content rules say, with lines and columns.</summary>
    [Theory]
    [InlineData("content", false)]
    [InlineData("rules", true)]
    public async Task Cases_have_the_outcomes_that_they_must_have(string name, bool withColumns)
    {
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(CasesIn(name), "expected.json"), TestContext.Current.CancellationToken));
        using var report = JsonDocument.Parse((await Report(CheckFormat.Json, CasesIn(name))).Text);
        var posts = report.RootElement.GetProperty("posts").EnumerateArray().ToDictionary(post => post.GetProperty("file").GetString()!);
        Assert.Equal(expected.RootElement.EnumerateObject().Select(file => file.Name).Order(StringComparer.Ordinal), posts.Keys.Order(StringComparer.Ordinal));
        foreach (var file in expected.RootElement.EnumerateObject())
        {
            foreach (var key in file.Value.EnumerateObject().Where(key => key.Name != "problems"))
            {
                Assert.Equal($"{file.Name} {key.Name} {Compact(key.Value)}", $"{file.Name} {key.Name} {Compact(posts[file.Name].GetProperty(key.Name))}");
            }

            var problems = report.RootElement.GetProperty("problems").EnumerateArray().Where(problem => problem.GetProperty("file").GetString() == file.Name);
            var wanted = file.Value.TryGetProperty("problems", out var list) ? string.Join(' ', list.EnumerateArray().Select(problem => problem.GetString())) : "";
            Assert.Equal($"{file.Name} {wanted}", $"{file.Name} {string.Join(' ', problems.Select(problem => Named(problem, withColumns)))}");
        }
    }

    [Fact]
    public async Task Every_key_is_there_for_every_file()
    {
        using var report = JsonDocument.Parse((await Report(CheckFormat.Json, Cases)).Text);
        string[] keys =
        [
            "file", "outcome", "title", "published", "updated", "url", "id", "type", "categories", "tags", "language", "description", "image", "authors", "citations", "correction", "retracted",
        ];
        Assert.All(report.RootElement.GetProperty("posts").EnumerateArray(), post => Assert.Equal(keys, post.EnumerateObject().Select(key => key.Name)));
    }

    [Fact]
    public async Task Text_and_annotations_name_file_line_and_code()
    {
        var (clean, text) = await Report(CheckFormat.Text, Cases);
        Assert.False(clean);
        Assert.Contains("two-dates.md:4:1: error post.date.invalid: ", text, StringComparison.Ordinal);
        Assert.Contains("::error file=two-dates.md,line=4,col=1,title=post.date.invalid::", (await Report(CheckFormat.GitHub, Cases)).Text, StringComparison.Ordinal);
    }

    private static string Named(JsonElement problem, bool withColumn) =>
        $"{problem.GetProperty("code").GetString()}:{problem.GetProperty("line").GetRawText()}" + (withColumn ? $":{problem.GetProperty("column").GetRawText()}" : "");

    private static string Compact(JsonElement element) => element.ValueKind is not JsonValueKind.Null
        ? JsonSerializer.Serialize(element, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        : element.GetRawText();
}
