using Syndication.Tests.Support.Storage;

namespace Syndication.Tests.Worker.Subscribing;

public sealed class SqliteWorkflowTests : WorkflowCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresWorkflowTests : WorkflowCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqliteErasureTests : ErasureCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresErasureTests : ErasureCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqlitePreferencesTests : PreferencesCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresPreferencesTests : PreferencesCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}
