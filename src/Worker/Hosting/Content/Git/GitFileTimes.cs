using System.Globalization;

namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>
/// Gives files the time of the commit that last changed them on the branch. So a file that did not change keeps its time in every checkout,
/// one that did has another, and a post's change is dated by its commit.
/// </summary>
/// <param name="mirror">Where commits are.</param>
/// <param name="commit">The commit whose files they are.</param>
internal sealed class GitFileTimes(GitMirror mirror, string commit)
{
    private const char TimeMark = '\u0001';

    /// <summary>Sets the times of all files, or of those that changed since another commit.</summary>
    public async Task SetAsync(string folder, string? since, CancellationToken cancellationToken)
    {
        var files = since is null ? await ListAsync(cancellationToken) : await ListChangedAsync(since, cancellationToken);
        if (files.Count == 0) return;
        var times = await ReadLogAsync(since is null ? commit : $"{since}..{commit}", cancellationToken);
        if (since is not null && files.Any(file => !times.ContainsKey(file.Path))) times = await ReadLogAsync(commit, cancellationToken);
        // What the copy of the history does not reach is at least as old as its oldest commit.
        var oldest = times.TryGetValue("", out var first) ? first : 0;
        foreach (var (path, blob) in files) SetTime(Path.Combine(folder, path), times.GetValueOrDefault(path, oldest), blob);
    }

    /// <summary>The fraction of the second is made from the content, so that two commits within one second differ.</summary>
    private static void SetTime(string file, long seconds, string blob)
    {
        var fraction = long.Parse(blob.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % TimeSpan.TicksPerSecond;
        if (File.Exists(file)) File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddSeconds(seconds).AddTicks(fraction));
    }

    private async Task<List<(string Path, string Blob)>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = await mirror.RunAsync(["ls-tree", "-r", "-z", commit], cancellationToken);
        // mode SP type SP hash TAB path
        return [.. entries.Split('\0').Where(entry => entry.StartsWith("100", StringComparison.Ordinal))
            .Select(entry => entry.Split('\t', 2)).Select(entry => (entry[1], entry[0].Split(' ')[2]))];
    }

    private async Task<List<(string Path, string Blob)>> ListChangedAsync(string since, CancellationToken cancellationToken)
    {
        var words = (await mirror.RunAsync(["diff-tree", "-r", "-z", "--no-renames", "--raw", since, commit], cancellationToken)).Split('\0');
        var files = new List<(string Path, string Blob)>();
        for (var number = 0; number + 1 < words.Length; number += 2)
        {
            // :mode SP mode SP hash SP hash SP status NUL path
            var entry = words[number].Split(' ');
            if (entry[1].StartsWith("100", StringComparison.Ordinal)) files.Add((words[number + 1], entry[3]));
        }

        return files;
    }

    /// <summary>Seconds since 1970 by path: of the newest commit in a range that changed it, as the branch saw it; and of the oldest commit, under an empty path.</summary>
    private async Task<Dictionary<string, long>> ReadLogAsync(string range, CancellationToken cancellationToken)
    {
        var log = await mirror.RunAsync(
            ["-c", "log.showRoot=false", "log", "--first-parent", "-m", "--no-renames", "--name-only", "-z", "--format=%x01%ct", range], cancellationToken);
        var times = new Dictionary<string, long>(StringComparer.Ordinal);
        long current = 0;
        foreach (var word in log.Split('\0').Select(word => word.TrimStart('\n')))
        {
            if (word.StartsWith(TimeMark)) times[""] = current = long.Parse(word.AsSpan(1), NumberStyles.Integer, CultureInfo.InvariantCulture);
            else if (word.Length > 0) times.TryAdd(word, current);
        }

        return times;
    }
}
