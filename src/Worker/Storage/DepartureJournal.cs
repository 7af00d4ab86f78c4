using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;

namespace Syndication.Worker.Storage;

/// <summary>
/// A file beside the SQLite file that tells who left, was erased or suppressed, and who came back, as keyed hashes: when an older database is restored,
/// it is replayed, so that nobody who left is mailed again.
/// </summary>
/// <remarks>Written before the transaction commits: a line too many ends a subscription whose reader asked for it; one too few would mail somebody who left.</remarks>
/// <param name="database">Beside whose file it lies; PostgreSQL has none.</param>
/// <param name="secrets">Has the key of addresses' hashes.</param>
/// <param name="time">Stamps lines.</param>
/// <param name="logger">Where a journal that cannot be written is told.</param>
public sealed partial class DepartureJournal(Database database, SecretStore secrets, TimeProvider time, ILogger<DepartureJournal> logger)
{
    private readonly Lock turn = new();

    /// <summary>The file; null where there is none.</summary>
    public string? File => database.File is { } file ? file + ".departures" : null;

    /// <summary>Notes what happened to a subscription.</summary>
    public async Task AppendAsync(DbTransaction transaction, DepartureKind kind, string subscriptionId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (File is null) return;
        var (key, newsletter) = await transaction.Connection!.QuerySingleOrDefaultAsync<(string? Key, string? Newsletter)>(
            "SELECT r.address_key, s.newsletter FROM subscribers r JOIN subscriptions s ON s.subscriber_id = r.id WHERE s.id = @subscriptionId", new { subscriptionId }, transaction);
        if (key is not null) Append([new Departure(kind, SuppressionStore.Hash(secrets, key), newsletter!)]);
    }

    /// <summary>Notes things; a journal that cannot be written stops nobody from leaving.</summary>
    public void Append(IReadOnlyCollection<Departure> departures)
    {
        ArgumentNullException.ThrowIfNull(departures);
        if (File is not { } path || departures.Count == 0) return;
        var stamp = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        // A line that a crash tore must not swallow the next one: what is written begins on a line of its own.
        var text = new StringBuilder("\n");
        foreach (var departure in departures) text.Append(CultureInfo.InvariantCulture, $"{stamp} {departure.Kind} {departure.AddressHash} {departure.Detail}\n");
        try
        {
            lock (turn)
            {
                using var file = new FileStream(path, ForAppending());
                file.Write(Encoding.UTF8.GetBytes(text.ToString()));
                file.Flush(flushToDisk: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogFailed(exception.Message);
        }
    }

    /// <summary>What was noted, oldest first; lines that a crash tore are left out.</summary>
    public static IEnumerable<Departure> Read(string path)
    {
        if (!System.IO.File.Exists(path)) yield break;
        foreach (var line in System.IO.File.ReadLines(path))
        {
            var parts = line.Split(' ', 4);
            if (parts.Length == 4 && parts[2].Length == 64 && Enum.TryParse<DepartureKind>(parts[1], out var kind)) yield return new Departure(kind, parts[2], parts[3]);
        }
    }

    private static FileStreamOptions ForAppending()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    [LoggerMessage(1401, LogLevel.Error, "The journal of those who left cannot be written, so a restored backup would not know of them: {Reason}")]
    private partial void LogFailed(string reason);
}
