using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Syndication.Worker.Storage.Backups;

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
    /// <summary>A journal is compacted once it has grown by that many octets, some eight thousand lines.</summary>
    internal const long Slack = 1 << 20;

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
        foreach (var departure in departures) text.Append(LineOf(departure with { Stamp = stamp }));
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

    /// <summary>Leaves of a journal that has grown what it comes to, one line or two for each address.</summary>
    /// <remarks>
    /// Only while this process alone uses the database, for which it takes the lock that keeps a restore out: a line that another one appends meanwhile would be lost.
    /// A file beside it is written whole and takes its place at one stroke, so a crash leaves the one or the other.
    /// </remarks>
    /// <returns>Whether there was anything to do, and nobody in the way.</returns>
    public bool Compact()
    {
        if (File is not { } path || !System.IO.File.Exists(path) || new FileInfo(path).Length < Slack) return false;
        try
        {
            using var alone = SqliteFileLock.TakeAlone(database.File!);
            if (alone is null) return false;
            var fold = new DepartureFold(Read(path));
            var lines = fold.ToJournal().OrderBy(departure => departure.Stamp, StringComparer.Ordinal).Select(LineOf).ToList();
            if (new FileInfo(path).Length - lines.Sum(line => (long)line.Length) < Slack) return false;
            var shorter = path + ".compacting";
            System.IO.File.Delete(shorter);
            using (var file = new FileStream(shorter, ForAppending()))
            {
                foreach (var line in lines) file.Write(Encoding.UTF8.GetBytes(line));
                file.Flush(flushToDisk: true);
            }

            System.IO.File.Move(shorter, path, overwrite: true);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotCompacted(exception.Message);
            return false;
        }
    }

    /// <summary>What was noted, oldest first; lines that a crash tore are left out.</summary>
    public static IEnumerable<Departure> Read(string path)
    {
        if (!System.IO.File.Exists(path)) yield break;
        foreach (var line in System.IO.File.ReadLines(path))
        {
            var parts = line.Split(' ', 4);
            if (parts.Length == 4 && parts[2].Length == 64 && Enum.TryParse<DepartureKind>(parts[1], out var kind)) yield return new Departure(kind, parts[2], parts[3]) { Stamp = parts[0] };
        }
    }

    private static string LineOf(Departure departure) => $"{departure.Stamp} {departure.Kind} {departure.AddressHash} {departure.Detail}\n";

    private static FileStreamOptions ForAppending()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    [LoggerMessage(1401, LogLevel.Error, "The journal of those who left cannot be written, so a restored backup would not know of them: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(1402, LogLevel.Warning, "The journal of those who left has grown and cannot be shortened; it is tried again at the next start: {Reason}")]
    private partial void LogNotCompacted(string reason);
}
