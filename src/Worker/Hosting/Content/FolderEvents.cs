using System.Threading.Channels;

namespace Syndication.Worker.Hosting.Content;

/// <summary>File events of a folder and all folders below it, those of hidden names and of other files than Markdown left out.</summary>
internal sealed class FolderEvents : IDisposable
{
    private readonly ChannelWriter<FolderEvent> events;
    private readonly FileSystemWatcher watcher;
    private readonly string folder;

    /// <summary>Prepares; nothing is watched yet.</summary>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="events">Where events go, also after an end: what the system had noticed until then.</param>
    public FolderEvents(string folder, ChannelWriter<FolderEvent> events)
    {
        (this.folder, this.events) = (folder, events);
        watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = true,
            InternalBufferSize = 64 * 1024,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes | NotifyFilters.Security,
        };
        watcher.Created += (_, moved) => Note(moved.FullPath, isGone: false);
        watcher.Changed += (_, moved) => Note(moved.FullPath, isGone: false);
        watcher.Deleted += (_, moved) => Note(moved.FullPath, isGone: true);
        watcher.Renamed += (_, moved) =>
        {
            Note(moved.OldFullPath, isGone: true);
            Note(moved.FullPath, isGone: false);
        };
        watcher.Error += (_, failure) => this.events.TryWrite(new FolderEvent(null, failure.GetException()));
    }

    /// <summary>Begins to watch; what goes wrong comes as an event.</summary>
    public void Begin()
    {
        try
        {
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            events.TryWrite(new FolderEvent(null, fault));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => watcher.Dispose();

    // What is gone may have been a folder of posts whatever its name; what is there can be looked at.
    private void Note(string path, bool isGone)
    {
        var relative = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
        if (relative.StartsWith('.') || relative.Contains("/.", StringComparison.Ordinal)) return;
        if (isGone || IsMarkdown(path) || Directory.Exists(path)) events.TryWrite(new FolderEvent(relative, null));
    }

    /// <summary>Whether a name is that of a Markdown file.</summary>
    public static bool IsMarkdown(string name) =>
        name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".mdx", StringComparison.OrdinalIgnoreCase);
}
