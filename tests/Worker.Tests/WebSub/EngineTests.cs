using Syndication.Tests.Support.Storage;

namespace Syndication.Tests.Worker.WebSub;

public sealed class SqliteHubTests : HubCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresHubTests : HubCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqliteDistributionTests : DistributionCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresDistributionTests : DistributionCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}

public sealed class SqliteNoticeTests : NoticeCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresNoticeTests : NoticeCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}
