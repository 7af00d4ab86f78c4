using System.Diagnostics;
using System.Text.Json;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>What tools that others wrote say of our feeds.</summary>
public sealed class RealToolsTests
{
    [Theory]
    [InlineData(FeedFormat.Rss)]
    [InlineData(FeedFormat.Atom)]
    public async Task Xmllint_takes_the_feed(FeedFormat format)
    {
        Assert.SkipUnless(Exists("/usr/bin/xmllint"), "xmllint is not installed");

        var (code, output) = await RunAsync("/usr/bin/xmllint", ["--noout", "--nonet", "-"], FeedWriter.Write(SampleFeed.ArchivePage, format));

        Assert.True(code == 0, output);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Atom_validates_against_the_grammar(bool archive)
    {
        Assert.SkipUnless(Exists("/usr/bin/xmllint"), "xmllint is not installed");
        var grammar = FindAbove(Path.Combine("shared", "tools", "atom.rng"));
        Assert.SkipUnless(grammar is not null, "The grammar of RFC 4287 is not beside the repository");

        var (code, output) = await RunAsync("/usr/bin/xmllint", ["--noout", "--nonet", "--relaxng", grammar!, "-"], AtomWriter.Write(archive ? SampleFeed.ArchivePage : SampleFeed.Document));

        Assert.True(code == 0, output);
    }

    [Theory]
    [InlineData(FeedFormat.Rss, "rss20")]
    [InlineData(FeedFormat.Atom, "atom10")]
    public async Task Feedparser_reads_back_what_was_written(FeedFormat format, string version)
    {
        const string Script = "import feedparser,json,sys;d=feedparser.parse(sys.stdin.buffer.read());e=d.entries[0];"
            + "print(json.dumps([d.version,d.bozo,d.feed.title,e.id,e.link,e.summary,e.content[0].value,e.published_parsed[:6],[a.name for a in e.authors],[t.term for t in e.tags],[t.scheme for t in e.tags],e.media_content[0]['type'],[l.href for l in d.feed.links if l.rel=='self']]))";
        Assert.SkipUnless(Exists("/usr/bin/python3"), "python3 is not installed");
        Assert.SkipUnless((await RunAsync("/usr/bin/python3", ["-c", "import feedparser"], [])).Code == 0, "feedparser is not installed");

        var (code, output) = await RunAsync("/usr/bin/python3", ["-c", Script], FeedWriter.Write(SampleFeed.Document, format));

        Assert.True(code == 0, output);
        var read = JsonDocument.Parse(output).RootElement;
        var tags = format == FeedFormat.Rss ? "[\"Iron & Salt\", \"C#\"]" : "[\"iron-salt\", \"c-sharp\"]";
        Assert.Equal(version, read[0].GetString());
        Assert.False(read[1].GetBoolean());
        Assert.Equal("News & Views", read[2].GetString());
        Assert.Equal("tag:news.example,2022:rich", read[3].GetString());
        Assert.Equal(SampleFeed.Rich.Url, read[4].GetString());
        Assert.StartsWith("Kurz &", read[5].GetString(), StringComparison.Ordinal);
        Assert.Contains("<em>helfen</em>", read[6].GetString(), StringComparison.Ordinal);
        Assert.Equal("[2022, 8, 12, 14, 29, 49]", read[7].GetRawText());
        Assert.Equal(["Zoë Berg", "Li Wei"], read[8].EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(tags, read[9].GetRawText());
        Assert.Equal("https://news.example/tags/", read[10][0].GetString());
        Assert.Equal("image/webp", read[11].GetString());
        Assert.Equal("https://news.example/feeds/all" + format.FileExtension(), read[12][0].GetString());
    }

    private static bool Exists(string path) => File.Exists(path);

    private static string? FindAbove(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (File.Exists(candidate))
                return candidate;
        }
        return null;
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, byte[] input)
    {
        var stop = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        await process.StandardInput.BaseStream.WriteAsync(input, stop);
        process.StandardInput.Close();
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output + await errors);
    }
}
