using Dapper;
using Syndication.Worker.Model.EditionArchive;

namespace Syndication.Worker.Storage.EditionArchive;

/// <summary>Reads the public archive. What is paused, cancelled or held just now is not in it.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class EditionArchiveStore(Database database)
{
    private const string From =
        "FROM archived_editions a JOIN editions e ON e.id = a.edition_id WHERE a.number IS NOT NULL AND e.state IN ('Done', 'Sending')";

    private const string Columns = "a.newsletter, a.number, e.schedule, e.occurrence, a.sent_at, a.posts";

    /// <summary>A page of editions, newest first, and how many there are in all.</summary>
    /// <param name="newsletters">Of these newsletters.</param>
    /// <param name="skip">How many newer ones come before.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<(IReadOnlyList<ArchivedEdition> Editions, int Total)> ListAsync(
        IReadOnlyCollection<string> newsletters, int skip, int most, CancellationToken cancellationToken) =>
        database.ReadAsync<(IReadOnlyList<ArchivedEdition>, int)>(async connection =>
        {
            var of = $"{From} AND a.newsletter {database.Dialect.AnyOf("Names")}";
            var parameters = new { Names = newsletters.ToArray(), skip, most };
            var rows = await connection.QueryAsync<ArchivedRow>(
                $"SELECT {Columns} {of} ORDER BY a.sent_at DESC, a.newsletter, a.number DESC LIMIT @most OFFSET @skip", parameters);
            return ([.. rows.Select(row => row.ToEdition())], (int)await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) {of}", parameters));
        }, cancellationToken);

    /// <summary>An edition of the archive, or null.</summary>
    public Task<ArchivedEdition?> FindAsync(string newsletter, long number, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection => (await connection.QuerySingleOrDefaultAsync<ArchivedRow>(
            $"SELECT {Columns} {From} AND a.newsletter = @newsletter AND a.number = @number", new { newsletter, number }))?.ToEdition(), cancellationToken);

    private sealed class ArchivedRow
    {
        public string Newsletter { get; init; } = "";

        public long Number { get; init; }

        public string Schedule { get; init; } = "";

        public string Occurrence { get; init; } = "";

        public long SentAt { get; init; }

        public string Posts { get; init; } = "";

        public ArchivedEdition ToEdition() =>
            new(Newsletter, Number, Schedule, Occurrence, DateTimeOffset.FromUnixTimeMilliseconds(SentAt), [.. VariantStore.ReadPosts(Posts)]);
    }
}
