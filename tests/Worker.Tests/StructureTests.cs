using System.Text.RegularExpressions;

namespace Syndication.Tests.Worker;

/// <summary>What docs and habits say of the source tree, held by its text.</summary>
public sealed partial class StructureTests
{
    private static readonly string Root = FindRoot();

    /// <summary>Http, Cli, Hosting → Newsletters, WebSub → Storage, Mail, Templates, Outgoing → Model.</summary>
    [Theory]
    [InlineData("Model", "")]
    [InlineData("Templates", "")]
    [InlineData("Outgoing", "")]
    [InlineData("Storage", "Model")]
    [InlineData("Mail", "Model,Storage")]
    [InlineData("Newsletters", "Model,Storage,Mail,Templates,Outgoing")]
    [InlineData("WebSub", "Model,Storage,Outgoing")]
    public void A_folder_of_the_worker_uses_only_what_lies_below_it(string folder, string allowed)
    {
        var below = allowed.Split(',', StringSplitOptions.RemoveEmptyEntries).Append(folder).ToHashSet(StringComparer.Ordinal);
        var upward = Sources($"src/Worker/{folder}")
            .SelectMany(file => WorkerUsing().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetRelativePath(Root, file), Uses: match.Groups["folder"].Value)))
            .Where(use => !below.Contains(use.Uses));

        Assert.Empty(upward);
    }

    [Fact]
    public void Feeds_knows_no_worker_database_network_or_mail()
    {
        var forbidden = Sources("src/Feeds").Where(file => FeedsForbidden().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Root, file));

        Assert.Empty(forbidden);
    }

    [Fact]
    public void A_folder_is_a_namespace()
    {
        var strays = Sources("src").Where(file => !File.ReadAllText(file).Contains($"namespace {NamespaceOf(file)};", StringComparison.Ordinal) && Path.GetFileName(file) != "Program.cs")
            .Select(file => Path.GetRelativePath(Root, file));

        Assert.Empty(strays);
    }

    [Fact]
    public void Files_stay_short()
    {
        var lengths = Sources("src").Concat(Sources("compat")).Select(file => (File: Path.GetRelativePath(Root, file), Lines: File.ReadLines(file).Count())).ToList();

        Assert.DoesNotContain(lengths, file => file.Lines > 300);
        Assert.InRange(lengths.Select(file => file.Lines).Order().ElementAt(lengths.Count / 2), 1, 70);
    }

    [Fact]
    public void Both_engines_get_the_same_schema()
    {
        var sqlite = Path.Combine(Root, "src/Worker/Storage/Migrations/sqlite");
        foreach (var file in Directory.EnumerateFiles(sqlite, "*.sql"))
        {
            var postgres = File.ReadAllText(file.Replace("sqlite", "postgres", StringComparison.Ordinal));

            Assert.Equal(File.ReadAllText(file), postgres.Replace("BYTEA", "BLOB", StringComparison.Ordinal), ignoreWhiteSpaceDifferences: true);
        }
    }

    [Fact]
    public void Every_store_s_suite_runs_on_both_engines()
    {
        var types = typeof(StructureTests).Assembly.GetTypes();
        var suites = types.Where(type => type.IsAbstract && !type.IsSealed && type.Name.EndsWith("Compliance", StringComparison.Ordinal) && type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true)));
        var lame = suites.Where(suite => new[] { "Sqlite", "Postgres" }.Any(engine => !types.Any(type => !type.IsAbstract && type.IsSubclassOf(suite) && type.Name.Contains(engine, StringComparison.Ordinal))));

        Assert.True(suites.Count() > 10);
        Assert.Empty(lame.Select(suite => suite.Name));
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Built().IsMatch(Path.GetRelativePath(Root, file)));

    private static string NamespaceOf(string file) =>
        "Syndication." + Path.GetRelativePath(Path.Combine(Root, "src"), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Syndication.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?Syndication\.Worker\.(?<folder>\w+)", RegexOptions.Multiline)]
    private static partial Regex WorkerUsing();

    [GeneratedRegex(@"Syndication\.Worker|System\.Net\.(Http|Sockets|Mail)|System\.Data|Dapper|Quartz|MailKit|MimeKit")]
    private static partial Regex FeedsForbidden();

    [GeneratedRegex(@"(^|/)(bin|obj)/")]
    private static partial Regex Built();
}
