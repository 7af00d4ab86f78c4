namespace Syndication.Worker.Model;

/// <summary>How far a database has come; the same is left beside the published feeds, so that an older or another database is known for what it is.</summary>
/// <param name="Database">Random name of the database, which a copy of it shares.</param>
/// <param name="Beats">How often the service noted that it is alive; it only grows.</param>
/// <param name="Ledger">The identity ledger's revision; it only grows.</param>
/// <param name="Seen">When the service was last alive, in UTC; null before it ever was.</param>
public sealed record ServiceMark(string Database, long Beats, long Ledger, DateTimeOffset? Seen)
{
    /// <summary>Whether this is the same database as a mark's, at an earlier time.</summary>
    public bool IsOlderThan(ServiceMark other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Database == other.Database && (Beats < other.Beats || Ledger < other.Ledger);
    }
}
