using System.Data.Common;
using Dapper;
using Syndication.Worker.Model.Bounces;

namespace Syndication.Worker.Storage.Bounces;

/// <summary>Reads what is held about a person of mails that came back.</summary>
internal static class HeldBounceReading
{
    /// <summary>What came back, oldest first.</summary>
    public static async Task<IEnumerable<HeldBounce>> ReadBouncesAsync(DbTransaction transaction, string subscriberId) =>
        (await transaction.Connection!.QueryAsync<(string Kind, string Status, long ReportedAt)>(
            "SELECT kind, status, reported_at FROM bounces WHERE subscriber_id = @subscriberId ORDER BY reported_at, delivery_id", new { subscriberId }, transaction))
        .Select(row => new HeldBounce(row.Kind, row.Status, DateTimeOffset.FromUnixTimeMilliseconds(row.ReportedAt)));

    /// <summary>The pause after failures on many days, or null.</summary>
    public static async Task<HeldSuspension?> ReadSuspensionAsync(DbTransaction transaction, string subscriberId) =>
        (await transaction.Connection!.QueryAsync<(long Since, long ProbeAt, string? Probe)>(
            "SELECT suspended_at, probe_at, probe_delivery FROM suspensions WHERE subscriber_id = @subscriberId", new { subscriberId }, transaction))
        .Select(row => new HeldSuspension(DateTimeOffset.FromUnixTimeMilliseconds(row.Since), DateTimeOffset.FromUnixTimeMilliseconds(row.ProbeAt), row.Probe is not null))
        .SingleOrDefault();
}
