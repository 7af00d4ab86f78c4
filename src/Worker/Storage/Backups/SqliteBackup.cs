using Dapper;
using Microsoft.Data.Sqlite;

namespace Syndication.Worker.Storage.Backups;

/// <summary>Copies a SQLite database with SQLite's backup interface, while others read and write it.</summary>
internal static class SqliteBackup
{
    private const string Tables = "'schema_migrations', 'subscribers', 'subscriptions', 'suppressions', 'secrets', 'posts'";

    /// <summary>Writes one consistent copy: what was committed when it began.</summary>
    /// <param name="source">The database's file, with its WAL beside it.</param>
    /// <param name="target">The copy, which must not be there; readable for its owner alone.</param>
    public static void Copy(string source, string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (new FileStream(target, options))
        {
            // Made before SQLite opens it, so that nobody else ever can.
        }

        using var from = Open(source, SqliteOpenMode.ReadOnly);
        using var to = Open(target, SqliteOpenMode.ReadWrite);
        from.BackupDatabase(to);
    }

    /// <summary>Why a file is no sound copy of a database of this program; null where it is.</summary>
    public static string? Check(string file)
    {
        Span<byte> start = stackalloc byte[16];
        using (var stream = File.OpenRead(file))
        {
            if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual("SQLite format 3\0"u8)) return "is no SQLite database";
        }

        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadWrite);
            var faults = connection.ExecuteScalar<string>("PRAGMA integrity_check(1)");
            if (faults != "ok") return $"is damaged: {faults}";
            var found = connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ({Tables})");
            return found == 6 ? null : "is a database of another program";
        }
        catch (SqliteException exception)
        {
            return $"is damaged: {exception.Message}";
        }
    }

    /// <summary>Brings what lies in the WAL into the file, and leaves no WAL behind.</summary>
    public static void Close(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWrite);
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }
}
