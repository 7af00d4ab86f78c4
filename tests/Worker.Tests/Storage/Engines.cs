using Syndication.Tests.Support.Storage;

namespace Syndication.Tests.Worker.Storage;

/// <summary>Migrated databases of both engines; a test is skipped where a server is missing.</summary>
internal static class Engines
{
    public static Task<TestDatabase> SqliteAsync() => TestDatabase.Sqlite().MigrateAsync();

    public static async Task<TestDatabase> PostgresAsync()
    {
        var database = await TestDatabase.PostgresAsync();
        Assert.SkipUnless(database is not null, PostgresServer.Missing);
        return await database!.MigrateAsync();
    }
}
