using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Syndication.Worker.Storage.Backups;

/// <summary>Puts a backup in a SQLite database's place, after it has proved to be sound; the old file stays beside it.</summary>
/// <param name="database">The database that is replaced; nothing of it may be open.</param>
/// <param name="time">Stamps the old file's new name.</param>
internal sealed class SqliteRestore(Database database, TimeProvider time)
{
    /// <summary>Restores a file, or says why not.</summary>
    /// <param name="backup">The backup, which is only read.</param>
    /// <param name="cancellationToken">Gives up before anything is replaced.</param>
    public async Task<RestoreResult> RunAsync(string backup, CancellationToken cancellationToken)
    {
        var target = database.File!;
        if (!File.Exists(backup)) return new RestoreResult($"{backup} is not there", null);
        database.CreateFolder();
        using var alone = SqliteFileLock.TakeAlone(target);
        if (alone is null) return new RestoreResult("the service, or another command, uses the database: stop it first", null);
        var copy = target + ".restoring";
        Delete(copy);
        try
        {
            if (await PrepareAsync(backup, copy, cancellationToken) is { } fault) return new RestoreResult($"{backup} {fault}", null);
            // Idle connections of this process would go on with the old file under its new name.
            SqliteConnection.ClearAllPools();
            var aside = SetAside(target);
            File.Move(copy, target);
            return new RestoreResult(null, aside);
        }
        finally
        {
            Delete(copy);
        }
    }

    /// <summary>Copies, checks and migrates what will be the database, while the old one is still in its place.</summary>
    private async Task<string?> PrepareAsync(string backup, string copy, CancellationToken cancellationToken)
    {
        try
        {
            if (SqliteBackup.Check(backup) is { } before) return before;
            SqliteBackup.Copy(backup, copy);
            if (SqliteBackup.Check(copy) is { } after) return after;
            await using var prepared = new Database(new StorageOptions { ConnectionString = new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString() });
            await new Migrator(prepared, time).MigrateAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is MigrationException or SqliteException)
        {
            return $"cannot be used: {exception.Message}";
        }

        SqliteBackup.Close(copy);
        return null;
    }

    private string? SetAside(string target)
    {
        if (!File.Exists(target)) return null;
        var aside = target + time.GetUtcNow().UtcDateTime.ToString("'.before-restore-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        File.Move(target, aside);
        // A WAL belongs to its file by name: beside the restored one it would tear it.
        foreach (var part in new[] { "-wal", "-shm" })
        {
            if (File.Exists(target + part)) File.Move(target + part, aside + part);
        }

        return aside;
    }

    private static void Delete(string copy)
    {
        foreach (var part in new[] { "", "-wal", "-shm", ".lock" }) File.Delete(copy + part);
    }
}
