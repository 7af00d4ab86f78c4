using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Syndication.Worker.Storage;

/// <summary>Commits what several connections wait for in one transaction, so that they share its wait for the disk.</summary>
/// <remarks>
/// Whoever gets the turn commits everything queued by then; the others find their write done. A write is durable
/// when its task ends. Nothing is cancelled: the state of a message that was sent must be kept even while stopping.
/// </remarks>
/// <param name="database">Where writes go.</param>
public sealed class GroupWriter(Database database) : IDisposable
{
    private const int MostTogether = 256;

    private readonly ConcurrentQueue<Entry> queue = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private DbConnection? kept;

    /// <summary>Runs <paramref name="write"/> in a transaction that others may share.</summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var entry = new Entry(async transaction => await write(transaction));
        queue.Enqueue(entry);
        // Whoever has two writes queues the second before the first is under way.
        await Task.Yield();
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            while (!entry.IsDone) await CommitQueuedAsync();
        }
        finally
        {
            turn.Release();
        }

        return (T)(await entry.Result)!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        kept?.Dispose();
        turn.Dispose();
    }

    private async Task CommitQueuedAsync()
    {
        var group = new List<Entry>();
        while (group.Count < MostTogether && queue.TryDequeue(out var entry)) group.Add(entry);
        if (await TryCommitAsync(group)) return;
        // One write that fails must not take its neighbours down: each alone tells which it was.
        foreach (var entry in group) await CommitAloneAsync(entry);
    }

    private async Task<bool> TryCommitAsync(List<Entry> group)
    {
        try
        {
            var results = new object?[group.Count];
            await WriteTogetherAsync(async transaction =>
            {
                // What a delivery has become must outlive a crash, also on a server that is set up to answer before it has written.
                if (database.Dialect.FlushAtCommit is { } flush) await transaction.Connection!.ExecuteAsync(flush, transaction: transaction);
                for (var i = 0; i < group.Count; i++) results[i] = await group[i].Write(transaction);
                return true;
            });
            for (var i = 0; i < group.Count; i++) group[i].Succeed(results[i]);
            return true;
        }
        catch (DbException) when (group.Count > 1)
        {
            return false;
        }
        catch (Exception exception)
        {
            foreach (var entry in group) entry.Fail(exception);
            return true;
        }
    }

    /// <summary>Over one connection that stays open: opening a SQLite file's and preparing its statements costs more than what is written.</summary>
    private async Task WriteTogetherAsync(Func<DbTransaction, Task<bool>> write)
    {
        if (database.File is null)
        {
            await database.WriteAsync(write, CancellationToken.None);
            return;
        }

        try
        {
            // Nothing is written to a file that was moved away.
            if (kept is not null && !File.Exists(database.File))
            {
                await kept.DisposeAsync();
                kept = null;
            }

            kept ??= await database.OpenAsync(CancellationToken.None);
            await database.WriteAsync(kept, write, CancellationToken.None);
        }
        catch
        {
            if (kept is not null) await kept.DisposeAsync();
            kept = null;
            throw;
        }
    }

    private async Task CommitAloneAsync(Entry entry)
    {
        if (!await TryCommitAsync([entry])) entry.Fail(new InvalidOperationException("A write of a group could not be repeated alone."));
    }

    private sealed class Entry(Func<DbTransaction, Task<object?>> write)
    {
        private readonly TaskCompletionSource<object?> result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<DbTransaction, Task<object?>> Write { get; } = write;

        public Task<object?> Result => result.Task;

        public bool IsDone => result.Task.IsCompleted;

        public void Succeed(object? value) => result.TrySetResult(value);

        public void Fail(Exception exception) => result.TrySetException(exception);
    }
}
