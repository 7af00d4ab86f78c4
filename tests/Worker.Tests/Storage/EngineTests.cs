using Syndication.Tests.Support.Storage;

namespace Syndication.Tests.Worker.Storage;

public sealed class SqliteSubscriberStoreTests : SubscriberStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresSubscriberStoreTests : SubscriberStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqliteSubscriptionStoreTests : SubscriptionStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresSubscriptionStoreTests : SubscriptionStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqliteKeyStoreTests : KeyStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresKeyStoreTests : KeyStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqliteConfirmationQueueTests : ConfirmationQueueCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresConfirmationQueueTests : ConfirmationQueueCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqliteMigratorTests : MigratorCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresMigratorTests : MigratorCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqlitePostStoreTests : PostStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresPostStoreTests : PostStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqliteSubscriberImportTests : SubscriberImportCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresSubscriberImportTests : SubscriberImportCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqliteDeliveryRetentionTests : DeliveryRetentionCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresDeliveryRetentionTests : DeliveryRetentionCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqliteEditionArchiveTests : EditionArchiveCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresEditionArchiveTests : EditionArchiveCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}
