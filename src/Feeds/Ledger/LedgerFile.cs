using System.Collections.Immutable;
using System.Text.Json;
using Syndication.Feeds.Publishing;

namespace Syndication.Feeds.Ledger;

/// <summary>Keeps the ledger as a file, for <c>build</c>, which needs no database.</summary>
public static class LedgerFile
{
    /// <summary>Its name in the output folder.</summary>
    public const string Name = "ledger.json";

    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Reads a ledger; a missing file is a fresh one.</summary>
    /// <exception cref="InvalidDataException">The file is not a ledger; it is not overwritten, since identities would be lost.</exception>
    public static LedgerState Load(string path)
    {
        if (!File.Exists(path)) return LedgerState.Empty;
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(path), Format) ?? throw new JsonException("It is empty.");
            return LedgerState.Load(stored.Revision, stored.Entries, stored.Feeds, stored.TagSlugs);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is not a ledger: {exception.Message} Restore it from a backup, or delete it to start with fresh identities.", exception);
        }
    }

    /// <summary>Writes a ledger.</summary>
    public static void Save(string path, LedgerState ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var stored = new Stored(ledger.Revision, [.. ledger.Entries.Values.OrderBy(entry => entry.Arrival)], [.. ledger.Feeds.Values], ledger.TagSlugs);
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(stored, Format));
    }

    private sealed record Stored(
        long Revision, ImmutableArray<LedgerEntry> Entries, ImmutableArray<LedgerFeed> Feeds, ImmutableSortedDictionary<string, string> TagSlugs);
}
