using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary><c>build</c> on a real post, with the configuration of the repository.</summary>
public sealed class BuildTests : IDisposable
{
    private const string Link = "https://www.example.org/multiple-sclerosis-treatment-with-stem-cells";
    private const string Fragment = "#:~:text=6.-,Clinical%20Trials,-Using%20MSCs";
    private const string SeedFile = "shared/content/000_dff7bd414d9d77ab.txt";

    /// <summary>A post in the dialect of the first user's site, its apostrophe broken as there.</summary>
    private const string OwnPost = $"""
        ---
        templateKey: blog-post
        path: multiple-sclerosis-treatment-with-stem-cells
        title: "Multiple Sclerosis Treatment with Stem Cells"
        date: 2022-08-12T14:29:49.818Z
        description: What studies have looked at, and what they have not shown yet.
        featuredpost: false
        featuredimage: /img/nerve-fibres.png
        type: disease
        tags:
          - multiple-sclerosis
        ---

        Much depends on the patientâ€™s history. [Studies](https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7698327/{Fragment}) have begun to look;

        * one question
        * another
        """;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Encoded = "http://purl.org/rss/1.0/modules/content/";

    private readonly TemporaryFolder folder = new();

    public static TheoryData<bool> Posts => [true, false];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Feeds_of_everything_of_the_tag_and_of_the_type_are_written(bool isOurs)
    {
        await BuildAsync(isOurs, "out");

        Assert.All(
            from name in new[] { "all", "tags/multiple-sclerosis", "types/disease" }
            from extension in new[] { ".rss", ".atom", ".json" }
            select name + extension,
            file => Assert.True(File.Exists(PathOf("out/" + file)), file));
    }

    [Fact]
    public async Task Pages_for_people_stand_beside_the_feeds()
    {
        await BuildAsync(isOurs: true, "out");

        var page = File.ReadAllText(PathOf("out/tags/multiple-sclerosis/index.html"));
        Assert.Contains("<h1>multiple-sclerosis</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Link}\">", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/feeds/assets/site.css", page, StringComparison.Ordinal);
        Assert.True(File.Exists(PathOf("out/assets/site.css")));
        Assert.Contains("href=\"tags/multiple-sclerosis\"", File.ReadAllText(PathOf("out/index.html")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Entry_is_the_same_in_all_three_formats(bool isOurs)
    {
        await BuildAsync(isOurs, "out");

        using var json = JsonDocument.Parse(File.ReadAllText(PathOf("out/tags/multiple-sclerosis.json")));
        var item = Assert.Single(json.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(Link, item.GetProperty("url").GetString());
        Assert.Equal("2022-08-12T14:29:49.818Z", item.GetProperty("date_published").GetString());
        AssertContent(item.GetProperty("content_html").GetString()!);

        var rss = Assert.Single(XDocument.Load(PathOf("out/tags/multiple-sclerosis.rss")).Descendants("item"));
        Assert.Equal(Link, rss.Element("link")!.Value);
        Assert.Equal("Fri, 12 Aug 2022 14:29:49 GMT", rss.Element("pubDate")!.Value);
        AssertContent(rss.Element(Encoded + "encoded")!.Value);

        var atom = Assert.Single(XDocument.Load(PathOf("out/tags/multiple-sclerosis.atom")).Descendants(Atom + "entry"));
        Assert.Equal(Link, atom.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") is null or "alternate").Attribute("href")!.Value);
        Assert.Equal("2022-08-12T14:29:49Z", atom.Element(Atom + "published")!.Value);
        AssertContent(atom.Element(Atom + "content")!.Value);
        Assert.Equal(item.GetProperty("id").GetString(), atom.Element(Atom + "id")!.Value);
        Assert.Equal(item.GetProperty("id").GetString(), rss.Element("guid")!.Value);
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Atom_validates_against_the_grammar(bool isOurs)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/xmllint"), "xmllint is not installed (Debian: libxml2-utils)");
        var grammar = Places.FindAbove("shared/tools/atom.rng");
        Assert.SkipUnless(grammar is not null, "The grammar of RFC 4287 is not beside the repository");
        await BuildAsync(isOurs, "out");

        var files = Directory.GetFiles(PathOf("out"), "*.atom", SearchOption.AllDirectories);
        var result = await RunningProgram.RunAsync("/usr/bin/xmllint", ["--noout", "--nonet", "--relaxng", grammar!, .. files]);

        Assert.True(result.Code == 0, result.ToString());
    }

    [Fact]
    public async Task Second_build_touches_nothing()
    {
        await BuildAsync(isOurs: true, "out");
        var first = Files("out");
        foreach (var file in first.Keys) File.SetLastWriteTimeUtc(PathOf("out/" + file), DateTime.UnixEpoch);

        var second = await BuildAsync(isOurs: true, "out");

        Assert.Equal(first, Files("out"));
        Assert.All(first.Keys, file => Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(PathOf("out/" + file))));
        Assert.Contains("0 of them changed", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_and_clock_of_the_machine_change_no_byte()
    {
        await BuildAsync(isOurs: true, "plain", ("LANG", "C.UTF-8"), ("TZ", "UTC"));
        await BuildAsync(isOurs: true, "turkish", ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Asia/Tokyo"));

        Assert.Equal(Files("plain"), Files("turkish"));
    }

    private static void AssertContent(string html)
    {
        Assert.Contains("patient’s", html, StringComparison.Ordinal);
        Assert.DoesNotContain("â€™", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7698327/{Fragment}\"", html, StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(folder.Path, name);

    /// <summary>The feeds by name, each with its bytes in hexadecimal; ledger and manifest also note when they were written.</summary>
    private SortedDictionary<string, string> Files(string output)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(PathOf(output), "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(PathOf(output), file);
            if (name is not ("ledger.json" or "manifest.json")) files[name] = Convert.ToHexString(File.ReadAllBytes(file));
        }

        return files;
    }

    private async Task<ProgramResult> BuildAsync(bool isOurs, string output, params (string Key, string Value)[] variables)
    {
        var seed = Places.FindAbove(SeedFile);
        Assert.SkipUnless(isOurs || seed is not null, "The first user's post is not beside the repository");
        File.WriteAllText(folder.File("posts/multiple-sclerosis.md"), isOurs ? OwnPost : await File.ReadAllTextAsync(seed!));
        var surroundings = variables.ToDictionary(variable => variable.Key, string? (variable) => variable.Value, StringComparer.Ordinal);
        surroundings["SYNDICATION_CONFIG"] = null;
        var result = await RunningProgram.RunAsync(
            "dotnet", [Places.Program, "build", "--content", PathOf("posts"), "--output", PathOf(output)], surroundings, Places.Repository);
        Assert.True(result.Code == 0, string.Create(CultureInfo.InvariantCulture, $"{result}"));
        return result;
    }
}
