using Syndication.Tests.Support.Storage;

namespace Syndication.Tests.Worker.Bounces;

public sealed class SqliteBounceTests : BounceCompliance
{
    protected override Task<TestDatabase> OpenAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class PostgresBounceTests : BounceCompliance
{
    protected override async Task<TestDatabase> OpenAsync()
    {
        var database = await TestDatabase.PostgresAsync();
        Assert.SkipUnless(database is not null, PostgresServer.Missing);
        return database!;
    }
}
