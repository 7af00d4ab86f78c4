using System.Runtime.InteropServices;
using System.Text;

namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>Two trees that take turns: one is in force while the other is brought to the next commit, then a link is switched in one step.</summary>
/// <param name="options">Where they are.</param>
/// <param name="mirror">Where commits are.</param>
internal sealed class GitCheckout(GitOptions options, GitMirror mirror)
{
    private static readonly string[] Names = ["a", "b"];

    /// <summary>Puts a commit in force and says what changed by it.</summary>
    /// <exception cref="GitException">git could not; what was in force stays so.</exception>
    public async Task<GitPull> PutInForceAsync(string commit, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(new FileInfo(options.Current).LinkTarget ?? "");
        var before = Names.Contains(name, StringComparer.Ordinal) ? TreeOf(name).Commit : null;
        if (before == commit) return new GitPull(commit, []);
        var next = name == Names[0] ? Names[1] : Names[0];
        var links = await BringAsync(TreeOf(next), commit, cancellationToken);
        if (!Directory.Exists(Path.Combine(options.CheckoutFolder, next, options.Folder)))
        {
            throw new GitException($"There is no folder {options.Folder} in commit {commit}, as Content:Folder has it.");
        }

        Switch(next);
        // What a link leads to may be listed below another path than the one that changed.
        return new GitPull(commit, before is null || links.Count > 0 ? null : await ChangedAsync(before, commit, cancellationToken));
    }

    private GitTree TreeOf(string name) => new(mirror, Path.Combine(options.CheckoutFolder, name));

    private static async Task<IReadOnlyList<string>> BringAsync(GitTree tree, string commit, CancellationToken cancellationToken)
    {
        try
        {
            return await tree.BringToAsync(commit, cancellationToken);
        }
        catch (GitException)
        {
            // What an interrupted run or somebody's hand left there may be in the way; a full disk gets its room back.
            tree.Remove();
            return await tree.BringToAsync(commit, cancellationToken);
        }
    }

    private async Task<IReadOnlyCollection<string>?> ChangedAsync(string before, string commit, CancellationToken cancellationToken)
    {
        try
        {
            var paths = await mirror.RunAsync(["diff-tree", "-r", "-z", "--no-renames", "--name-only", before, commit], cancellationToken);
            var prefix = options.Folder.Length == 0 ? "" : options.Folder + "/";
            return [.. paths.Split('\0').Where(path => path.Length > prefix.Length && path.StartsWith(prefix, StringComparison.Ordinal)).Select(path => path[prefix.Length..])];
        }
        catch (GitException)
        {
            // After a force-push the old commit may be gone from the mirror.
            return null;
        }
    }

    private void Switch(string name)
    {
        var temporary = options.Current + ".new";
        File.Delete(temporary);
        Directory.CreateSymbolicLink(temporary, name);
        // rename(2) replaces a link in one step; the framework's own moves refuse a link to a folder.
        if (Rename(PathBytes(temporary), PathBytes(options.Current)) != 0)
        {
            throw new IOException($"{options.Current} cannot be replaced: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }
    }

    private static byte[] PathBytes(string path) => Encoding.UTF8.GetBytes(path + "\0");

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(byte[] from, byte[] to);
}
