using System.Text.Json.Nodes;
using Syndication.Tests.Support.Content;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>What programs that others wrote say of the feeds of a thousand generated posts, archives included.</summary>
public sealed class FeedToolsTests(FeedToolsTests.Built built) : IClassFixture<FeedToolsTests.Built>
{
    private const string Xmllint = "/usr/bin/xmllint";
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Own_linter_finds_nothing_and_every_post_is_in_the_archive()
    {
        var result = await built.Site.CallAsync("check", "--feeds", built.Feeds);

        Assert.True(result.Code == 0, result.ToString());
        Assert.Contains(" 0 errors", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(built.Feeds, "all/archive/19.atom")), "A thousand posts in pages of fifty");
    }

    [Fact]
    public async Task Xmllint_takes_every_feed()
    {
        Assert.SkipUnless(File.Exists(Xmllint), "xmllint is not installed (Debian: libxml2-utils)");

        await AssertPassesAsync(Xmllint, ["--noout", "--nonet"], built.Named("*.rss", "*.atom", "*.xml"));
    }

    [Fact]
    public async Task Every_atom_feed_validates_against_the_grammar()
    {
        Assert.SkipUnless(File.Exists(Xmllint), "xmllint is not installed (Debian: libxml2-utils)");
        var grammar = Places.FindAbove("shared/tools/atom.rng");
        Assert.SkipUnless(grammar is not null, "The grammar of RFC 4287 is not beside the repository; the linter's own rule 19 holds it");

        await AssertPassesAsync(Xmllint, ["--noout", "--nonet", "--relaxng", grammar!], built.Named("*.atom"));
    }

    [Fact]
    public async Task Feedparser_finds_every_feed_well_formed_with_all_of_its_entries()
    {
        const string Script = """
            import feedparser, re, sys
            faults = []
            for name in sys.argv[1:]:
                data = open(name, 'rb').read()
                feed = feedparser.parse(data)
                entries = len(re.findall(rb'<(?:item|entry)>|<entry ', data))
                ids = [entry.get('id') for entry in feed.entries]
                if feed.bozo or len(ids) != entries or len(set(ids)) != entries or any(not entry.get('link') or not entry.get('published_parsed') for entry in feed.entries):
                    faults.append(f'{name}: bozo={feed.bozo} {feed.get("bozo_exception")} {len(ids)} of {entries}')
            print('\n'.join(faults))
            sys.exit(1 if faults else 0)
            """;
        Assert.SkipUnless(File.Exists(Python) && (await RunningProgram.RunAsync(Python, ["-c", "import feedparser"])).Code == 0, "feedparser is not installed (Debian: python3-feedparser)");

        await AssertPassesAsync(Python, ["-c", Script], built.Named("*.rss", "*.atom"));
    }

    [Fact]
    public async Task Every_json_feed_is_valid_by_the_schema_of_others()
    {
        var tools = Path.Combine(Places.Repository, "tests", "tools");
        Assert.SkipUnless(Directory.Exists(Path.Combine(tools, "node_modules", "jsonfeed-schema")), "npm's jsonfeed-schema is not installed (./test installs it)");

        await AssertPassesAsync("node", [Path.Combine(tools, "jsonfeed.mjs")], [.. built.Named("*.json").Where(file => !Built.IsOwn(file))]);
    }

    private static async Task AssertPassesAsync(string program, IEnumerable<string> arguments, IReadOnlyCollection<string> files)
    {
        Assert.NotEmpty(files);
        foreach (var portion in files.Chunk(200))
        {
            var result = await RunningProgram.RunAsync(program, arguments.Concat(portion));
            Assert.True(result.Code == 0, result.ToString());
        }
    }

    /// <summary>The output folder, built once.</summary>
    public sealed class Built : IAsyncLifetime
    {
        internal Installation Site { get; } = Installation.Create(configuration => configuration["Feeds"] = new JsonObject { ["ArchivePageSize"] = 50, ["OutputFolder"] = "out" });

        public string Feeds => Site.PathOf("out");

        public static bool IsOwn(string file) => Path.GetFileName(file) is "manifest.json" or "ledger.json" or "archives.json" or "retired.json";

        public IReadOnlyCollection<string> Named(params string[] patterns) =>
            [.. patterns.SelectMany(pattern => Directory.EnumerateFiles(Feeds, pattern, SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];

        public async ValueTask InitializeAsync()
        {
            new GeneratedPosts(seed: 1).Write(Site.PathOf("content"), count: 1000);
            var result = await Site.CallAsync("build");
            Assert.True(result.Code == 0, result.ToString());
        }

        public ValueTask DisposeAsync()
        {
            Site.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
