using System.Collections.Immutable;
using System.Text.Json;

namespace Syndication.Feeds.Publishing;

/// <summary>Keeps the <see cref="FeedManifest"/> in the output folder, so that a torn file is found at the next start.</summary>
public static class ManifestFile
{
    /// <summary>Its name.</summary>
    public const string Name = "manifest.json";

    /// <summary>
    /// The manifest of a folder; a missing or unreadable one is <see cref="FeedManifest.Empty"/>, after which everything is made afresh.
    /// Files that are not as it says are left out of it (ADR 9).
    /// </summary>
    public static FeedManifest Load(string folder)
    {
        var manifest = LoadFeeds(folder);
        return manifest with { Files = manifest.Files.SetItems(ArchiveList.Load(folder).Select(page => KeyValuePair.Create(page.Path, page))) };
    }

    private static FeedManifest LoadFeeds(string folder)
    {
        var file = Path.Combine(folder, Name);
        if (!File.Exists(file)) return FeedManifest.Empty;
        try
        {
            var stored = JsonSerializer.Deserialize(File.ReadAllBytes(file), PublishingJson.Default.Stored);
            if (stored is null) return FeedManifest.Empty;
            // Only a system that went down can tear a file that was renamed into its place: while it stays up, size and time are enough.
            var trusted = stored.Boot is not null && stored.Boot == SystemBoot.Id ? File.GetLastWriteTimeUtc(file) : DateTime.MinValue;
            var whole = stored.Files.AsParallel().Where(published => IsWhole(folder, published, trusted));
            return new FeedManifest(stored.Revision, stored.Fingerprint, FeedManifest.Empty.Files.SetItems(whole.ToList().Select(published => KeyValuePair.Create(published.Path, published))));
        }
        catch (JsonException)
        {
            // Torn by a power cut: everything is compared and written afresh.
            return FeedManifest.Empty;
        }
    }

    /// <summary>Writes the manifest but for its archive pages, which have <see cref="ArchiveList"/>.</summary>
    public static void Save(string folder, FeedManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var files = manifest.Files.Values.Where(file => file.Key is null).OrderBy(file => file.Path, StringComparer.Ordinal).ToImmutableArray();
        AtomicFile.Write(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(new Stored(manifest.Revision, manifest.Fingerprint, files, SystemBoot.Id), PublishingJson.Default.Stored));
    }

    private static bool IsWhole(string folder, PublishedFile published, DateTime trusted)
    {
        var file = new FileInfo(Path.Combine(folder, published.Path));
        if (!file.Exists || file.Length != published.Length) return false;
        return file.LastWriteTimeUtc <= trusted || FeedHash.Of(File.ReadAllBytes(file.FullName)) == published.Hash;
    }

    internal sealed record Stored(long Revision, string Fingerprint, ImmutableArray<PublishedFile> Files, string? Boot = null);
}
