namespace Syndication.Worker.Storage.Backups;

/// <summary>Tells processes that use a SQLite file from the one that replaces it: an advisory lock (flock) on a file beside it, which ends with the process.</summary>
internal static class SqliteFileLock
{
    /// <summary>Shares the lock with all who use the database.</summary>
    /// <returns>What ends the sharing; null where the file cannot be made, in a folder that is only read.</returns>
    /// <exception cref="MigrationException">A restore is at work.</exception>
    public static FileStream? Share(string database)
    {
        try
        {
            return new FileStream(NameOf(database), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException) when (File.Exists(NameOf(database)))
        {
            throw new MigrationException("A backup is being restored. Try again when that has ended.");
        }
    }

    /// <summary>Takes the lock alone; null where somebody uses the database.</summary>
    public static FileStream? TakeAlone(string database)
    {
        try
        {
            return new FileStream(NameOf(database), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(NameOf(database)))
        {
            return null;
        }
    }

    private static string NameOf(string database) => database + ".lock";
}
