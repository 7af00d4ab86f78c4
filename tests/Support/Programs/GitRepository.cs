using System.Globalization;

namespace Syndication.Tests.Support.Programs;

/// <summary>A repository of posts that somebody else pushes to.</summary>
public sealed class GitRepository : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private GitRepository()
    {
    }

    /// <summary>What to clone.</summary>
    public string Path => System.IO.Path.Combine(folder.Path, "site");

    /// <summary>The folder that holds it.</summary>
    public string Parent => folder.Path;

    /// <summary>Makes a repository with the branch <c>main</c> and one commit.</summary>
    public static async Task<GitRepository> CreateAsync(params string[] titles)
    {
        var repository = new GitRepository();
        Directory.CreateDirectory(repository.Path);
        await repository.RunAsync("init", "-q", "-b", "main");
        await repository.CommitAsync(titles);
        return repository;
    }

    /// <summary>Commits posts, each in <c>content/{first word}.md</c>, and returns the commit's hash.</summary>
    public async Task<string> CommitAsync(params string[] titles)
    {
        foreach (var title in titles) Save($"content/{title.Split(' ')[0]}.md", title);
        return await CommitAllAsync();
    }

    /// <summary>Commits whatever was changed, at a time or now.</summary>
    public async Task<string> CommitAllAsync(DateTimeOffset? time = null)
    {
        await RunAsync("add", "-A");
        var date = time is { } at ? at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + " +0000" : null;
        var made = await RunningProgram.RunAsync(
            "git", ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "x", "--allow-empty"],
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["GIT_COMMITTER_DATE"] = date, ["GIT_AUTHOR_DATE"] = date }, Path);
        if (made.Code != 0) throw new InvalidOperationException(made.Output + made.Errors);
        return await RunAsync("rev-parse", "HEAD");
    }

    /// <summary>Writes a post without committing it.</summary>
    public void Save(string path, string title)
    {
        var file = folder.File("site/" + path);
        File.WriteAllText(file, $"---\ntitle: {title}\ndate: 2026-01-01\n---\nText of {title}.\n");
    }

    /// <summary>Runs git in it; fails where git fails.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var result = await RunningProgram.RunAsync("git", arguments, folder: Path);
        return result.Code == 0 ? result.Output.Trim() : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {result.Errors}");
    }

    public void Dispose() => folder.Dispose();
}
