using System.Collections.Immutable;
using System.Text.Json;
using Syndication.Feeds.Publishing;

namespace Syndication.Feeds.Ledger;

/// <summary>Keeps the ledger as a file, for <c>build</c>, which needs no database.</summary>
public static class LedgerFile
{
    /// <summary>Its name in the output folder.</summary>
    public const string Name = "ledger.json";

    // The file is read and written whole by every build.
    private const int MostPast = 5;

    // As text and as objects at once, a large ledger would be most of the memory of a build: it passes through this buffer.
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", DefaultBufferSize = 256 * 1024 };

    /// <summary>Reads a ledger; a missing file is a fresh one.</summary>
    /// <exception cref="InvalidDataException">The file is not a ledger; it is not overwritten, since identities would be lost.</exception>
    public static LedgerState Load(string path)
    {
        if (!File.Exists(path)) return LedgerState.Empty;
        try
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            var stored = Read<Stored>(path);
            return LedgerState.Load(stored.Revision, stored.Entries.Select(entry => entry.Pooled(names)), stored.Feeds, stored.TagSlugs);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is not a ledger: {exception.Message} Restore it from a backup, or delete it to start with fresh identities.", exception);
        }
    }

    /// <summary>Reads what entries were before they changed, oldest first; the last few of each post.</summary>
    /// <exception cref="InvalidDataException">The file is not a ledger.</exception>
    public static ImmutableArray<LedgerPast> LoadPast(string path) => File.Exists(path) ? Read<StoredPast>(path).Past ?? [] : [];

    /// <summary>Writes a ledger.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="past">What entries were before they changed, oldest first; only the last few of each post are kept.</param>
    public static void Save(string path, LedgerState ledger, IEnumerable<LedgerPast>? past = null)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var kept = (past ?? []).GroupBy(one => one.Id, StringComparer.Ordinal).SelectMany(post => post.TakeLast(MostPast)).OrderBy(one => one.Until);
        var stored = new Stored(ledger.Revision, [.. ledger.Entries.Values.OrderBy(entry => entry.Arrival)], [.. ledger.Feeds.Values], ledger.TagSlugs, [.. kept]);
        AtomicFile.Write(path, file => JsonSerializer.Serialize(file, stored, Format));
    }

    private static T Read<T>(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return JsonSerializer.Deserialize<T>(file, Format) ?? throw new JsonException("It is empty.");
    }

    private sealed record Stored(
        long Revision,
        ImmutableArray<LedgerEntry> Entries,
        ImmutableArray<LedgerFeed> Feeds,
        ImmutableSortedDictionary<string, string> TagSlugs,
        ImmutableArray<LedgerPast>? Past = null);

    // All but this is passed over.
    private sealed record StoredPast(ImmutableArray<LedgerPast>? Past = null);
}
