using Syndication.Feeds.Content.Settling;

namespace Syndication.Feeds.Content;

/// <summary>Builds snapshots: settles between files what no file can tell by itself.</summary>
/// <param name="options">Configured tag slugs.</param>
public sealed class SnapshotBuilder(ContentOptions options)
{
    /// <summary>The snapshot of files at a moment; from a previous one this takes time in what changed since, not in the number of files.</summary>
    /// <param name="files">What a scan found.</param>
    /// <param name="context">What earlier runs decided.</param>
    /// <param name="now">The moment, which decides between scheduled and published.</param>
    /// <param name="previous">The snapshot before, for the last good version of files that have an error now; null for none.</param>
    public ContentSnapshot Build(ContentFiles files, SnapshotContext context, DateTimeOffset now, ContentSnapshot? previous = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(context);
        var before = previous?.Settled ?? SettledFolder.Empty;
        var pass = new SettlingPass(options, before, files, context, now);
        var settled = pass.Settle();
        return new ContentSnapshot(settled, files.Folder, files.FolderProblems, new(before, settled, pass.Touched));
    }
}
