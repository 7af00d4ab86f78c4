namespace Syndication.Worker.Storage;

/// <summary>The few places where the two engines' SQL differs; every other statement is one text for both.</summary>
/// <param name="Provider">The engine.</param>
/// <param name="MigrationFolder">Folder of its migrations below <c>Storage/Migrations</c>.</param>
/// <param name="ForUpdateSkipLocked">Suffix of a SELECT that claims rows; SQLite has one writer and needs none.</param>
/// <param name="ForUpdate">Suffix of a SELECT that locks rows for the transaction.</param>
/// <param name="NowMilliseconds">Expression for the database's own clock, as UTC Unix milliseconds.</param>
public sealed record SqlDialect(
    StorageProvider Provider, string MigrationFolder, string ForUpdateSkipLocked, string ForUpdate, string NowMilliseconds)
{
    /// <summary>SQLite 3.</summary>
    public static SqlDialect Sqlite { get; } = new(StorageProvider.Sqlite, "sqlite", "", "", "CAST(unixepoch('subsec') * 1000 AS INTEGER)");

    /// <summary>Statement that makes the transaction's commit wait for the disk where the server would not; null where it always does.</summary>
    public string? FlushAtCommit { get; private init; }

    /// <summary>PostgreSQL.</summary>
    public static SqlDialect Postgres { get; } = new(
        StorageProvider.Postgres, "postgres", "FOR UPDATE SKIP LOCKED", "FOR UPDATE", "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)")
    {
        FlushAtCommit = "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'",
    };

    /// <summary>The test whether a column's value is one of a list parameter's, to be written behind the column.</summary>
    /// <param name="parameter">The parameter's name; its value is an array.</param>
    public string AnyOf(string parameter) => Provider == StorageProvider.Sqlite ? $"IN @{parameter}" : $"= ANY(@{parameter})";
}
