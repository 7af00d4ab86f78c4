using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Syndication.Feeds.Publishing;

namespace Syndication.Feeds.Ledger;

/// <summary>Keeps the ledger as a file, for <c>build</c>, which needs no database.</summary>
public static class LedgerFile
{
    /// <summary>Its name in the output folder.</summary>
    public const string Name = "ledger.json";

    // The file is read and written whole by every build.
    private const int MostPast = 5;

    /// <summary>Reads a ledger; a missing file is a fresh one.</summary>
    /// <exception cref="InvalidDataException">The file is not a ledger; it is not overwritten, since identities would be lost.</exception>
    public static LedgerState Load(string path)
    {
        if (!File.Exists(path)) return LedgerState.Empty;
        try
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            var stored = Read(path, LedgerJson.Default.Stored);
            return LedgerState.Load(stored.Revision, stored.Entries.Select(entry => entry.Pooled(names)), stored.Feeds, stored.TagSlugs);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is not a ledger: {exception.Message} Restore it from a backup, or delete it to start with fresh identities.", exception);
        }
    }

    /// <summary>Reads what entries were before they changed, oldest first; the last few of each post.</summary>
    /// <exception cref="InvalidDataException">The file is not a ledger.</exception>
    public static ImmutableArray<LedgerPast> LoadPast(string path) => File.Exists(path) ? Read(path, LedgerJson.Default.StoredPast).Past ?? [] : [];

    /// <summary>Writes a ledger.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ledger">The ledger.</param>
    public static void Save(string path, LedgerState ledger) => Save(path, ledger, LedgerChange.None, []);

    /// <summary>Writes a ledger as it is after a change; the look-ups of that state are not needed for it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="before">The ledger.</param>
    /// <param name="change">What differs since.</param>
    /// <param name="past">What entries were before they changed, oldest first; only the last few of each post are kept.</param>
    public static void Save(string path, LedgerState before, LedgerChange change, IEnumerable<LedgerPast> past)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(past);
        var kept = past.GroupBy(one => one.Id, StringComparer.Ordinal).SelectMany(post => post.TakeLast(MostPast)).OrderBy(one => one.Until);
        var entries = before.Entries.IsEmpty ? change.Entries : before.Entries.SetItems(change.Entries.Select(entry => KeyValuePair.Create(entry.Id, entry))).Values;
        var stored = new Stored(
            change.IsEmpty ? before.Revision : before.Revision + 1,
            [.. entries.OrderBy(entry => entry.Arrival)],
            [.. before.Feeds.SetItems(change.Feeds.Select(feed => KeyValuePair.Create(feed.Path, feed))).Values],
            before.TagSlugs.SetItems(change.TagSlugs),
            [.. kept]);
        AtomicFile.Write(path, file => JsonSerializer.Serialize(file, stored, LedgerJson.Default.Stored));
    }

    private static T Read<T>(string path, JsonTypeInfo<T> type)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return JsonSerializer.Deserialize(file, type) ?? throw new JsonException("It is empty.");
    }

    internal sealed record Stored(
        long Revision,
        ImmutableArray<LedgerEntry> Entries,
        ImmutableArray<LedgerFeed> Feeds,
        ImmutableSortedDictionary<string, string> TagSlugs,
        ImmutableArray<LedgerPast>? Past = null);

    // All but this is passed over.
    internal sealed record StoredPast(ImmutableArray<LedgerPast>? Past = null);
}
