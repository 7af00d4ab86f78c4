namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>A bare, shallow copy of the branch's last commits, and what they say.</summary>
/// <param name="options">The repository and where the copy is.</param>
/// <param name="git">Runs git.</param>
internal sealed class GitMirror(GitOptions options, GitCommand git)
{
    // Enough to tell when each file changed since the last fetch; all of a long history would be most of the transfer.
    private const string Depth = "--depth=100";
    private const string Head = "refs/heads/content";

    private static readonly TimeSpan NetworkLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LocalLimit = TimeSpan.FromMinutes(5);

    /// <summary>Absolute path of the mirror.</summary>
    public string Folder { get; } = Path.Combine(options.CheckoutFolder, "mirror.git");

    /// <summary>The branch that was last fetched, or null before the first fetch of a repository whose own branch is followed.</summary>
    public string? Branch { get; private set; } = options.Branch;

    /// <summary>Fetches the branch and returns the hash of its last commit.</summary>
    /// <exception cref="GitException">It could not be had; what was there before is as it was.</exception>
    public async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(Folder, "HEAD")))
        {
            Remove();
            await git.RunAsync(["init", "--quiet", "--bare", "--template=", "--initial-branch=content", Folder], LocalLimit, cancellationToken);
        }

        // Only this process works here: a lock is what a killed one left.
        foreach (var stale in Directory.EnumerateFiles(Folder, "*.lock", SearchOption.AllDirectories)) File.Delete(stale);
        if (options.Branch is null) Branch = await FindOwnBranchAsync(cancellationToken);
        try
        {
            await FetchAsync([Depth], cancellationToken);
        }
        catch (GitException refused) when (refused.Message.Contains("dumb http", StringComparison.Ordinal))
        {
            // A repository served as plain files knows no shallow copies.
            await FetchAsync([], cancellationToken);
        }

        return (await RunAsync(["rev-parse", "--verify", "--quiet", Head + "^{commit}"], cancellationToken)).Trim();
    }

    /// <summary>Whether the copy holds together.</summary>
    public async Task<bool> IsWholeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(["fsck", "--connectivity-only", "--no-dangling", "--no-progress"], cancellationToken);
            return true;
        }
        catch (GitException)
        {
            return false;
        }
    }

    /// <summary>Throws the copy away; the next fetch makes another.</summary>
    public void Remove()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs git in the mirror.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="environment">More variables.</param>
    public Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken, IEnumerable<KeyValuePair<string, string>>? environment = null) =>
        git.RunAsync(["--git-dir=" + Folder, .. arguments], LocalLimit, cancellationToken, environment);

    private Task<string> FetchAsync(IEnumerable<string> depth, CancellationToken cancellationToken) => git.RunAsync(
        ["--git-dir=" + Folder, "fetch", "--quiet", "--no-tags", "--force", "--no-write-fetch-head", .. depth, "--", options.Address.Url, $"+refs/heads/{Branch}:{Head}"],
        NetworkLimit, cancellationToken);

    private async Task<string> FindOwnBranchAsync(CancellationToken cancellationToken)
    {
        const string Start = "ref: refs/heads/";
        var answer = await git.RunAsync(["ls-remote", "--symref", "--", options.Address.Url, "HEAD"], NetworkLimit, cancellationToken);
        var line = answer.Split('\n').FirstOrDefault(line => line.StartsWith(Start, StringComparison.Ordinal));
        var name = line?[Start.Length..].Split('\t')[0];
        return name is not null && GitBranch.IsName(name) ? name : throw new GitException("The repository names no branch of its own; set Content:Git:Branch.");
    }
}
