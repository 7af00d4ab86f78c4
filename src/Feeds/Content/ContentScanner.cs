using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Syndication.Feeds.Content.Reading;
using Syndication.Feeds.Content.Scanning;

namespace Syndication.Feeds.Content;

/// <summary>Finds out what the content folder holds; reads again only files whose size or time of writing moved.</summary>
/// <param name="options">Which folder, and which files in it.</param>
/// <param name="parser">Reads a file.</param>
/// <param name="time">Tells how fresh a time of writing is.</param>
public sealed class ContentScanner(ContentOptions options, PostParser parser, TimeProvider time)
{
    // Two changes within one tick of a file system's clock leave the same time; FAT's tick is the longest.
    private static readonly TimeSpan Unsettled = TimeSpan.FromSeconds(2);

    // The first scan makes of each post one that shares texts with the ledger: of very many posts, both at once would be most of the memory.
    private const int MostAhead = 20_000;

    private readonly GlobSet globs = new(options);
    private readonly ConcurrentDictionary<string, ContentFile> early = new(StringComparer.Ordinal);
    private Task ahead = Task.CompletedTask;
    private volatile bool isAsked;

    /// <summary>
    /// Begins to read the folder while the program is still being put together, on all processors but one. The first scan compares with what was read until then,
    /// as any scan does with the one before it.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Done when there is no more to be read; nobody needs to wait for it.</returns>
    public Task ReadAhead(CancellationToken cancellationToken) => ahead = Task.Run(
        () =>
        {
            var found = new FolderLister(options.Folder, globs).List("", cancellationToken).Files.Take(MostAhead);
            var now = time.GetUtcNow().UtcDateTime;
            var manners = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount - 1) };
            Parallel.ForEach(found, manners, (file, loop) =>
            {
                if (isAsked) loop.Stop();
                else if (ReadFile(file, null, now, isFirst: true) is { } read) early[file.Path] = read;
            });
        }, cancellationToken);

    /// <summary>Compares the whole folder with what is known. A folder that is missing, empty or unreadable is a value of the result.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ContentFiles> ScanAsync(ContentFiles previous, CancellationToken cancellationToken)
    {
        isAsked = true;
        await Interlocked.Exchange(ref ahead, Task.CompletedTask).WaitAsync(cancellationToken);
        var scanned = await Task.Run(() => Scan(previous, cancellationToken), cancellationToken);
        early.Clear();
        return scanned;
    }

    /// <summary>Compares only the named files and folders with what is known; the cost follows their number.</summary>
    /// <param name="previous">What is known.</param>
    /// <param name="changedPaths">Paths of files or folders that came, went or changed: below the content folder, or absolute.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<ContentFiles> ScanAsync(ContentFiles previous, IReadOnlyCollection<string> changedPaths, CancellationToken cancellationToken) =>
        Task.Run(() => Scan(previous, changedPaths, cancellationToken), cancellationToken);

    private ContentFiles Scan(ContentFiles previous, CancellationToken cancellationToken)
    {
        var listing = new FolderLister(options.Folder, globs).List("", cancellationToken);
        if (listing.State is FolderState.Missing or FolderState.Unreadable) return previous with { Folder = listing.State };
        var read = Read(previous, listing.Files, cancellationToken);
        var gone = previous.Files.Keys.Where(path => !read.ContainsKey(path) && !IsBelowAny(path, listing.Unreadable));
        return Changed(previous, read, [.. gone]) with { FolderProblems = [.. listing.Unreadable.Order(StringComparer.Ordinal).Select(FolderProblem)] };
    }

    private ContentFiles Scan(ContentFiles previous, IReadOnlyCollection<string> changedPaths, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(options.Folder)) return previous with { Folder = FolderState.Missing };
        var found = new List<FoundFile>();
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in changedPaths.Select(Relative).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (path.Length == 0) return Scan(previous, cancellationToken);
            if (!new ChangedPath(options.Folder, path, globs).Look(previous, found, gone, cancellationToken)) return Scan(previous, cancellationToken);
        }

        var read = Read(previous, found, cancellationToken);
        var left = gone.All(previous.Files.ContainsKey) ? gone : previous.Files.Keys.Where(known => IsOrIsBelow(known, gone));
        return Changed(previous, read, [.. left, .. found.Select(file => file.Path).Where(path => !read.ContainsKey(path))]);
    }

    /// <summary>What is known, with what was read and without what is gone; the files that hold nothing else are not named as changed.</summary>
    private static ContentFiles Changed(ContentFiles previous, IReadOnlyDictionary<string, ContentFile> read, List<string> gone)
    {
        var files = previous.Files.IsEmpty
            ? read.ToImmutableSortedDictionary(StringComparer.Ordinal)
            : previous.Files.RemoveRange(gone).SetItems(read.Where(file => !ReferenceEquals(previous.Files.GetValueOrDefault(file.Key), file.Value)));
        var changed = read.Where(file => !ReferenceEquals(previous.Files.GetValueOrDefault(file.Key)?.Parsed, file.Value.Parsed)).Select(file => file.Key);
        return previous with { Folder = files.IsEmpty ? FolderState.Empty : FolderState.Present, Files = files, Remembered = null, Changes = new(previous.Files, files, [.. gone, .. changed]) };
    }

    private ConcurrentDictionary<string, ContentFile> Read(ContentFiles previous, List<FoundFile> found, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var isFirst = previous.Files.IsEmpty;
        var read = new ConcurrentDictionary<string, ContentFile>(StringComparer.Ordinal);
        Parallel.ForEach(found, new ParallelOptions { CancellationToken = cancellationToken }, file =>
        {
            var known = isFirst ? early.GetValueOrDefault(file.Path) : previous.Files.GetValueOrDefault(file.Path);
            var remembered = previous.Remembered?.Invoke(file.Path);
            if (remembered is { } names) file = file with { Path = names.File };
            var same = known is { Settled: true } && !file.IsNamed && known.Length == file.Length && known.LastWrite == file.LastWrite;
            if ((same ? known : ReadFile(file, known, now, isFirst)) is { } current) read[file.Path] = remembered is { } kept ? Sharing(current, kept.File, kept.Url) : current;
        });
        return read;
    }

    private static ContentFile Sharing(ContentFile file, string path, string url) =>
        file.Parsed.Post is { } post && post.Url == url ? file with { Parsed = file.Parsed with { File = path, Post = post with { File = path, Url = url } } } : file;

    private ContentFile? ReadFile(FoundFile file, ContentFile? known, DateTime now, bool isFirst)
    {
        // What changed under our eyes is read once more later: its time may come from a clock that is behind ours, or from before the change.
        var firstRead = known is not null && known.Length == file.Length && known.LastWrite == file.LastWrite ? known.FirstRead : now;
        var settled = isFirst ? file.LastWrite < now - Unsettled : firstRead <= now - Unsettled;
        if (file.Length > SourceFile.MaxBytes) return new(PostParser.TooLarge(file.Path), file.Length, file.LastWrite, "", settled) { FirstRead = firstRead };
        try
        {
            using var bytes = FileBytes.Read(Path.Combine(options.Folder, file.Path));
            if (bytes is null) return new(PostParser.TooLarge(file.Path), file.Length, file.LastWrite, "", Settled: false);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Memory.Span));
            if (known?.Hash == hash) return new(known.Parsed, file.Length, file.LastWrite, hash, settled) { FirstRead = firstRead };
            return new(parser.Parse(file.Path, bytes.Memory), file.Length, file.LastWrite, hash, settled && known is null) { FirstRead = known is null ? firstRead : now };
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            // It went between the listing and the reading.
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var reason = fault is UnauthorizedAccessException ? "access is denied" : "the file system reports an error";
            return new(PostParser.Unreadable(file.Path, reason), file.Length, file.LastWrite, "", Settled: false);
        }
    }

    private string? Relative(string path)
    {
        var relative = Path.IsPathRooted(path) ? Path.GetRelativePath(options.Folder, path) : path;
        relative = relative.Replace(Path.DirectorySeparatorChar, '/').TrimEnd('/');
        if (relative is "." or "") return "";
        return relative.Split('/').Any(part => part is ['.', ..] or "") ? null : relative;
    }

    private static bool IsOrIsBelow(string path, HashSet<string> gone)
    {
        if (gone.Contains(path)) return true;
        var names = gone.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (names.Contains(path.AsSpan(0, end))) return true;
        }

        return false;
    }

    private static bool IsBelowAny(string path, List<string> folders) =>
        folders.Count > 0 && folders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static Problem FolderProblem(string folder) => new(
        folder, 1, 1, ProblemSeverity.Error, ProblemCodes.Unreadable, "The folder cannot be listed; the posts below it stay as they were.", "Let the service read it.");
}
