using System.Globalization;

namespace Syndication.Worker.Model.Ingest;

/// <summary>The worker that alone changes the ledger.</summary>
/// <param name="Worker">Its <see cref="WorkerIdentity.Id"/>.</param>
/// <param name="Machine">Its machine's name.</param>
/// <param name="ProcessId">Its process's number there.</param>
/// <param name="Since">Since when, in UTC by the database's clock.</param>
/// <param name="IsExpired">Whether it has given no sign of life for so long that any other may take its place.</param>
public sealed record IngestHolder(string Worker, string Machine, long ProcessId, DateTimeOffset Since, bool IsExpired)
{
    /// <summary>Which worker it is, for people.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Machine} (process {ProcessId})");
}
