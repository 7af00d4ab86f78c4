using Syndication.Worker.Model;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Tests.Worker.Storage;

/// <summary>Processes that may change a ledger, or may not.</summary>
internal static class Ingesting
{
    /// <summary>A process that has not asked for the lease yet.</summary>
    public static IngestLease Of(Database database, string worker = "one") =>
        new(database, new WorkerIdentity { Id = worker, Machine = "machine-" + worker, ProcessId = 7, ProcessStarted = 1 });

    /// <summary>A process that may change the ledger.</summary>
    public static async Task<IngestLease> HeldAsync(Database database)
    {
        var lease = Of(database);
        Assert.True(await lease.RenewAsync(TimeSpan.Zero, CancellationToken.None));
        return lease;
    }
}
