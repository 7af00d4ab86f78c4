namespace Syndication.Worker.Storage;

/// <summary>The database's schema is not one that this program can bring up to date; the message says why and the way out.</summary>
public sealed class MigrationException(string message) : Exception(message);
