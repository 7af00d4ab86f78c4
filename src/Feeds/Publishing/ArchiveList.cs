using System.Collections.Immutable;
using System.Text.Json;

namespace Syndication.Feeds.Publishing;

/// <summary>Keeps the list of archive pages in the output folder, apart from <see cref="ManifestFile"/>, since it seldom changes and may be long.</summary>
internal static class ArchiveList
{
    /// <summary>Its name.</summary>
    public const string Name = "archives.json";

    // The system writes back within a minute what a program has written: a power cut tears no file that is older than that.
    private static readonly TimeSpan WrittenBack = TimeSpan.FromHours(1);

    /// <summary>The pages that are there as the list says; none where it is missing or torn, after which all are written afresh.</summary>
    public static IReadOnlyList<PublishedFile> Load(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, Name));
        if (!file.Exists) return [];
        try
        {
            var stored = JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), PublishingJson.Default.ImmutableArrayPublishedFile);
            return stored.IsDefault ? [] : stored.AsParallel().Where(page => IsWhole(folder, page, file.LastWriteTimeUtc)).ToList();
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Writes the list of the manifest's pages.</summary>
    public static void Save(string folder, FeedManifest manifest)
    {
        var pages = manifest.Files.Values.Where(file => file.Key is not null).OrderBy(file => file.Path, StringComparer.Ordinal).ToImmutableArray();
        AtomicFile.Write(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(pages, PublishingJson.Default.ImmutableArrayPublishedFile));
    }

    /// <summary>Gigabytes of old pages are not read at every start.</summary>
    private static bool IsWhole(string folder, PublishedFile page, DateTime listed)
    {
        var file = new FileInfo(Path.Combine(folder, page.Path));
        if (!file.Exists || file.Length != page.Length) return false;
        return file.LastWriteTimeUtc < listed - WrittenBack || FeedHash.Of(File.ReadAllBytes(file.FullName)) == page.Hash;
    }
}
