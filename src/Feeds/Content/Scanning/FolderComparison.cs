namespace Syndication.Feeds.Content.Scanning;

/// <summary>
/// Finds what moved in the content folder where no file events tell: compares names, sizes and times with those of the last look, and reads no file.
/// No clock is compared with another, so that of a file server may differ from ours.
/// </summary>
/// <param name="options">The folder.</param>
/// <param name="time">Says when a file is named a second time.</param>
/// <param name="onlyBehindLinks">Whether only what is reached over symbolic links is compared; what lies in the folder itself sends events.</param>
public sealed class FolderComparison(ContentOptions options, TimeProvider time, bool onlyBehindLinks)
{
    // Two writes within one tick of a file server's clock leave the same time; the longest tick in use is two seconds.
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(3);

    private readonly GlobSet globs = new(options);
    private readonly Dictionary<string, long> namedAt = new(StringComparer.Ordinal);
    private Dictionary<string, FoundFile> known = new(StringComparer.Ordinal);
    private List<string> links = [];

    /// <summary>Takes the folder as known as it is now.</summary>
    public void Begin(CancellationToken cancellationToken)
    {
        namedAt.Clear();
        if (onlyBehindLinks) FindLinks(cancellationToken);
        else known = List(cancellationToken);
    }

    /// <summary>Looks for links anew; what lies behind those that are new counts as known.</summary>
    public void FindLinks(CancellationToken cancellationToken)
    {
        links = LinkFinder.Find(options.Folder, cancellationToken);
        known = List(cancellationToken);
    }

    /// <summary>Paths below the folder of files that came, went or changed since the last look; each is named once more a few seconds later.</summary>
    public IReadOnlyCollection<string> FindChanges(CancellationToken cancellationToken)
    {
        if (onlyBehindLinks && links.Count == 0) return [];
        var now = time.GetTimestamp();
        var present = List(cancellationToken);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, file) in present)
        {
            if (!known.TryGetValue(path, out var before) || before != file) changed.Add(path);
        }

        changed.UnionWith(known.Keys.Where(path => !present.ContainsKey(path)));
        var again = namedAt.Where(named => time.GetElapsedTime(named.Value, now) >= LongestTick).Select(named => named.Key).ToList();
        foreach (var path in again) namedAt.Remove(path);
        foreach (var path in changed) namedAt[path] = now;
        known = present;
        changed.UnionWith(again);
        return changed;
    }

    private Dictionary<string, FoundFile> List(CancellationToken cancellationToken)
    {
        var lister = new FolderLister(options.Folder, globs);
        var listing = onlyBehindLinks ? lister.ListBehind(links, cancellationToken) : lister.List("", cancellationToken);
        var present = listing.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        if (listing.State is not (FolderState.Missing or FolderState.Unreadable) && listing.Unreadable.Count == 0) return present;
        // What cannot be listed for a moment is not gone.
        foreach (var (path, file) in known)
        {
            if (listing.Unreadable.Any(folder => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal))) present.TryAdd(path, file);
        }

        return present;
    }
}
