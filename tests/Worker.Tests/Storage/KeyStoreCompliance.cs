using Syndication.Tests.Support;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Storage;

public abstract class KeyStoreCompliance : StoreCompliance
{
    [Fact]
    public async Task Protection_keys_are_kept_in_order_and_never_overwritten()
    {
        var clock = new ManualClock();
        var store = new ProtectionKeyStore(Test.Database, clock);
        await store.AddAsync("z", "<key id='1'/>", CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(1));
        await store.AddAsync("a", "<key id='2'/>", CancellationToken.None);
        await store.AddAsync("z", "<key id='3'/>", CancellationToken.None);

        Assert.Equal(["<key id='1'/>", "<key id='2'/>"], await store.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Secrets_are_made_once_and_shared_by_all_workers()
    {
        var first = new SecretStore(Test.Database).Get(SecretStore.UnsubscribeTokens);

        await new Migrator(Test.Database, TimeProvider.System).MigrateAsync(CancellationToken.None);

        Assert.Equal(32, first.Length);
        Assert.Equal(first, new SecretStore(Test.Database).Get(SecretStore.UnsubscribeTokens));
        Assert.NotEqual(first, new SecretStore(Test.Database).Get(SecretStore.AddressHashes));
    }

    [Fact]
    public async Task Secret_can_be_read_first_inside_a_write_transaction()
    {
        var secrets = new SecretStore(Test.Database);

        var secret = await Test.Database.WriteAsync(_ => Task.FromResult(secrets.Get(SecretStore.AddressHashes)), CancellationToken.None);

        Assert.NotEmpty(secret);
    }

    [Fact]
    public async Task Suppressed_address_is_known_again_but_not_readable()
    {
        var store = new SuppressionStore(new SecretStore(Test.Database));
        await Test.Database.WriteAsync(
            transaction => store.AddAsync(transaction, "reader@example.org", SuppressionReason.Complaint, DateTimeOffset.UnixEpoch), CancellationToken.None);
        await Test.Database.WriteAsync(
            transaction => store.AddAsync(transaction, "reader@example.org", SuppressionReason.Bounce, DateTimeOffset.UnixEpoch), CancellationToken.None);

        Assert.True(await Test.Database.WriteAsync(transaction => store.ContainsAsync(transaction, "reader@example.org"), CancellationToken.None));
        Assert.False(await Test.Database.WriteAsync(transaction => store.ContainsAsync(transaction, "other@example.org"), CancellationToken.None));
        Assert.Equal("Complaint", await Test.ScalarAsync<string>("SELECT reason FROM suppressions"));
        Assert.DoesNotContain("reader", await Test.ScalarAsync<string>("SELECT address_hash FROM suppressions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reason_that_ops_alone_lift_takes_the_place_of_an_erasure()
    {
        var store = new SuppressionStore(new SecretStore(Test.Database));
        await Test.Database.WriteAsync(
            transaction => store.AddAsync(transaction, "reader@example.org", SuppressionReason.Erasure, DateTimeOffset.UnixEpoch), CancellationToken.None);
        Assert.False(await Test.Database.WriteAsync(transaction => store.LiftAsync(transaction, "reader@example.org"), CancellationToken.None));

        await Test.Database.WriteAsync(
            transaction => store.AddAsync(transaction, "reader@example.org", SuppressionReason.Complaint, DateTimeOffset.UnixEpoch), CancellationToken.None);

        Assert.Equal("Complaint", await Test.ScalarAsync<string>("SELECT reason FROM suppressions"));
        Assert.True(await Test.Database.WriteAsync(transaction => store.LiftAsync(transaction, "reader@example.org"), CancellationToken.None));
    }
}
