namespace Syndication.Worker.Storage;

/// <summary>Where the service keeps its state (section <c>Storage</c>).</summary>
public sealed record StorageOptions
{
    /// <summary>The engine.</summary>
    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    /// <summary>An ADO.NET connection string of the engine; for SQLite its <c>Data Source</c> is an absolute path.</summary>
    public required string ConnectionString { get; init; }
}
