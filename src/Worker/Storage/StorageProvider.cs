namespace Syndication.Worker.Storage;

/// <summary>The database engines that the service runs on.</summary>
public enum StorageProvider
{
    /// <summary>One file, for one machine.</summary>
    Sqlite,

    /// <summary>A server, for several workers.</summary>
    Postgres,
}
