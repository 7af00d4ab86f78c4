using Dapper;
using Microsoft.Data.Sqlite;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>Debian's newsboat, subscribed to one feed, with files of its own.</summary>
internal sealed class Newsboat
{
    public const string Missing = "newsboat is not installed (Debian: newsboat)";

    private const string Program = "/usr/bin/newsboat";

    private readonly string cache;
    private readonly string folder;

    /// <summary>Subscribes; nothing is fetched yet.</summary>
    /// <param name="cache">Where it keeps what it fetched; its folder is there.</param>
    /// <param name="feed">The feed's address.</param>
    public Newsboat(string cache, Uri feed)
    {
        this.cache = cache;
        folder = Path.GetDirectoryName(cache)!;
        File.WriteAllText(Path.Combine(folder, "urls"), feed.AbsoluteUri + "\n");
        File.WriteAllText(Path.Combine(folder, "config"), "");
    }

    public static bool IsInstalled => File.Exists(Program);

    public async Task ReloadAsync()
    {
        var surroundings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["HOME"] = folder, ["LANG"] = "C.UTF-8", ["http_proxy"] = null, ["HTTP_PROXY"] = null };
        var result = await RunningProgram.RunAsync(
            Program, ["-q", "-u", Path.Combine(folder, "urls"), "-C", Path.Combine(folder, "config"), "-c", cache, "-x", "reload"], surroundings, folder);
        Assert.True(result.Code == 0, result.ToString());
    }

    public IReadOnlyList<Entry> Read()
    {
        using var connection = Open();
        return connection.Query<Entry>("SELECT guid AS Identity, title AS Title, unread AS Unread FROM rss_item WHERE deleted = 0").AsList();
    }

    public void MarkAllRead()
    {
        using var connection = Open();
        connection.Execute("UPDATE rss_item SET unread = 0");
    }

    private SqliteConnection Open() => new(new SqliteConnectionStringBuilder { DataSource = cache, Pooling = false }.ToString());

    internal sealed record Entry(string Identity, string Title, long Unread)
    {
        public bool IsUnread => Unread != 0;
    }
}
