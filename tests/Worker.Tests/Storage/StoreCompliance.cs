using Syndication.Tests.Support.Storage;

namespace Syndication.Tests.Worker.Storage;

/// <summary>What every store's suite starts from: an empty, migrated database of one engine.</summary>
public abstract class StoreCompliance : IAsyncLifetime
{
    protected TestDatabase Test { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        var database = await CreateAsync();
        Assert.SkipUnless(database is not null, PostgresServer.Missing);
        Test = await database!.MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Test is not null) await Test.DisposeAsync();
    }

    protected abstract Task<TestDatabase?> CreateAsync();
}
