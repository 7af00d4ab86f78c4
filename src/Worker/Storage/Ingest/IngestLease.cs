using System.Data.Common;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Ingest;

namespace Syndication.Worker.Storage.Ingest;

/// <summary>
/// The right to change the ledger. Of several processes on one PostgreSQL one has it, until it gives it back or gives no sign of life for
/// <see cref="Expiry"/>, by the database's clock; each change is fenced by the lease's epoch. With SQLite, whoever asks has it.
/// </summary>
/// <param name="database">Where the processes meet.</param>
/// <param name="self">This process.</param>
public sealed class IngestLease(Database database, WorkerIdentity self) : IAsyncDisposable
{
    /// <summary>A holder that has not renewed it for this long is taken for dead.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

    private const string Name = "ledger";
    private const long None = -1;

    private long epoch = None;
    private long revision;
    private long asked;
    private volatile IngestHolder? holder;

    /// <summary>Whether several processes may share the ledger at all.</summary>
    public bool IsShared => database.Dialect.Provider == StorageProvider.Postgres;

    /// <summary>Whether this process may change the ledger, as far as it knows.</summary>
    public bool IsHeld => !IsShared || Epoch != None;

    /// <summary>Which tenure this is; another number means that others may have changed the ledger in between.</summary>
    public long Epoch => Interlocked.Read(ref epoch);

    /// <summary>The ledger's revision when it was last looked at; 0 where no other process changes it.</summary>
    public long Revision => Interlocked.Read(ref revision);

    /// <summary>How often a follower asked the holder to look for newer posts, when it was last looked at.</summary>
    public long Asked => Interlocked.Read(ref asked);

    /// <summary>Who had it when it was last looked at; null where nobody was seen to have it.</summary>
    public IngestHolder? Holder => holder;

    /// <summary>Renews the lease; takes it where nobody has it any more; else looks at who has it, and how far the ledger is.</summary>
    /// <param name="patience">How much longer than the expiry this process leaves it to others that are alive.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    /// <returns>Whether this process has it now.</returns>
    public async Task<bool> RenewAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!IsShared) return true;
        if (Epoch is var mine && mine != None && await database.WriteAsync(transaction => RenewAsync(transaction, mine), cancellationToken) == 0)
        {
            Interlocked.CompareExchange(ref epoch, None, mine);
        }

        var found = await ReadAsync(cancellationToken);
        if (Epoch == None && (found is null || found.IsExpired) && await database.WriteAsync(transaction => TakeAsync(transaction, patience), cancellationToken) is { } taken)
        {
            Interlocked.Exchange(ref epoch, taken);
            found = await ReadAsync(cancellationToken);
        }

        holder = found;
        return IsHeld;
    }

    /// <summary>Who has it; null where nobody ever had.</summary>
    public Task<IngestHolder?> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        Interlocked.Exchange(ref revision, await connection.ExecuteScalarAsync<long?>("SELECT value FROM counters WHERE name = @Name", new { Name = PostStore.RevisionCounter }) ?? 0);
        var row = await connection.QuerySingleOrDefaultAsync<LeaseRow>(
            $"SELECT owner, machine, process_id, taken_at, expires_at - {database.Dialect.NowMilliseconds} AS time_left, asked FROM ingest_lease WHERE name = @Name", new { Name });
        if (row is not null) Interlocked.Exchange(ref asked, row.Asked);
        return row is null ? null : new IngestHolder(row.Owner, row.Machine, row.ProcessId, DateTimeOffset.FromUnixTimeMilliseconds(row.TakenAt), row.TimeLeft <= 0);
    }, cancellationToken);

    /// <summary>Asks whoever has it to look for newer posts: news of them, as a webhook's, may have reached this process alone.</summary>
    public Task AskAsync(CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("UPDATE ingest_lease SET asked = asked + 1 WHERE name = @Name", new { Name }, transaction), cancellationToken);

    /// <summary>Gives it back, so that another process may have it at once.</summary>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref epoch, None) is var mine && mine == None) return;
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            $"UPDATE ingest_lease SET expires_at = {database.Dialect.NowMilliseconds} WHERE name = @Name AND owner = @Owner AND epoch = @mine", new { Name, Owner = self.Id, mine }, transaction), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(StopPatience, TimeProvider.System);
        try
        {
            await GiveBackAsync(patience.Token);
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException)
        {
            // A database that is away: it expires by itself.
        }
    }

    /// <summary>Whether this process still has it; it cannot be taken before the transaction ends.</summary>
    internal async Task<bool> ConfirmAsync(DbTransaction transaction)
    {
        if (!IsShared) return true;
        var mine = Epoch;
        var owned = mine != None && await transaction.Connection!.ExecuteScalarAsync<long?>(
            $"SELECT epoch FROM ingest_lease WHERE name = @Name AND owner = @Owner {database.Dialect.ForUpdate}", new { Name, Owner = self.Id }, transaction) == mine;
        if (!owned) Interlocked.CompareExchange(ref epoch, None, mine);
        return owned;
    }

    private Task<int> RenewAsync(DbTransaction transaction, long mine) => transaction.Connection!.ExecuteAsync(
        $"UPDATE ingest_lease SET expires_at = {database.Dialect.NowMilliseconds} + @Expiry WHERE name = @Name AND owner = @Owner AND epoch = @mine",
        new { Name, Owner = self.Id, Expiry = (long)Expiry.TotalMilliseconds, mine }, transaction);

    private Task<long?> TakeAsync(DbTransaction transaction, TimeSpan patience) => transaction.Connection!.ExecuteScalarAsync<long?>(
        $"""
        INSERT INTO ingest_lease (name, owner, machine, process_id, epoch, taken_at, expires_at)
        VALUES (@Name, @Owner, @Machine, @ProcessId, 1, {database.Dialect.NowMilliseconds}, {database.Dialect.NowMilliseconds} + @Expiry)
        ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, machine = excluded.machine, process_id = excluded.process_id,
            epoch = ingest_lease.epoch + 1, taken_at = excluded.taken_at, expires_at = excluded.expires_at
        WHERE ingest_lease.expires_at <= {database.Dialect.NowMilliseconds} - CASE
            WHEN EXISTS (SELECT 1 FROM workers WHERE id <> @Owner AND heartbeat > {database.Dialect.NowMilliseconds} - @Alive) THEN @Patience ELSE 0 END
        RETURNING epoch
        """,
        new
        {
            Name,
            Owner = self.Id,
            self.Machine,
            self.ProcessId,
            Expiry = (long)Expiry.TotalMilliseconds,
            Alive = (long)WorkerStore.Expiry.TotalMilliseconds,
            Patience = (long)patience.TotalMilliseconds,
        }, transaction);

    private sealed record LeaseRow
    {
        public required string Owner { get; init; }

        public required string Machine { get; init; }

        public long ProcessId { get; init; }

        public long TakenAt { get; init; }

        public long TimeLeft { get; init; }

        public long Asked { get; init; }
    }
}
