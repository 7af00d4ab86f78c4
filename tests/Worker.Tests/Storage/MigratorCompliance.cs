using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Storage;

public abstract class MigratorCompliance : StoreCompliance
{
    [Fact]
    public async Task Second_run_finds_nothing_to_do() => Assert.Equal(0, await MigrateAsync());

    [Fact]
    public async Task Newer_schema_is_refused_with_the_way_out()
    {
        await Test.ExecuteAsync("INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (9999, 'later', 'x', 0)");

        var refusal = await Assert.ThrowsAsync<MigrationException>(MigrateAsync);

        Assert.Contains("9999", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_step_is_refused()
    {
        await Test.ExecuteAsync("UPDATE schema_migrations SET checksum = 'other' WHERE number = 1");

        await Assert.ThrowsAsync<MigrationException>(MigrateAsync);
    }

    [Fact]
    public async Task Several_processes_that_start_at_once_apply_each_step_once()
    {
        await using var fresh = await CreateAsync();
        var expected = await Test.ScalarAsync<long>("SELECT COUNT(*) FROM schema_migrations");
        var databases = Enumerable.Range(0, 4).Select(_ => new Database(fresh!.Options)).ToList();

        var applied = await Task.WhenAll(databases.Select(database => new Migrator(database, TimeProvider.System).MigrateAsync(CancellationToken.None)));

        Assert.Equal(expected, applied.Sum());
        foreach (var database in databases) await database.DisposeAsync();
    }

    [Fact]
    public async Task Failed_write_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Test.Database.WriteAsync(
            async transaction =>
            {
                await Dapper.SqlMapper.ExecuteAsync(transaction.Connection!, "INSERT INTO counters (name, value) VALUES ('x', 1)", transaction: transaction);
                throw new InvalidOperationException();
            },
            CancellationToken.None));

        Assert.Equal(0, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM counters"));
    }

    private Task<int> MigrateAsync() => new Migrator(Test.Database, TimeProvider.System).MigrateAsync(CancellationToken.None);
}
