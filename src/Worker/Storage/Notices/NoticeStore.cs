using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;

namespace Syndication.Worker.Storage.Notices;

/// <summary>Corrections and retractions, as newsletters' posts state them. Each is noted once.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">Stamps them.</param>
public sealed class NoticeStore(Database database, TimeProvider time)
{
    /// <summary>What a newsletter knows, by post and fingerprint, or null when it has never looked.</summary>
    public Task<Dictionary<(string PostId, string Fingerprint), (NoticeState State, bool IsUrgent)>?> ReadKnownAsync(string newsletter, CancellationToken cancellationToken) =>
        database.ReadAsync<Dictionary<(string, string), (NoticeState, bool)>?>(async connection =>
        {
            if (await connection.ExecuteScalarAsync<long?>("SELECT value FROM counters WHERE name = @Name", new { Name = CounterOf(newsletter) }) is null) return null;
            var rows = await connection.QueryAsync<(string PostId, string Fingerprint, string State, long Urgent)>(
                "SELECT post_id, fingerprint, state, urgent FROM notices WHERE newsletter = @newsletter", new { newsletter });
            return rows.ToDictionary(row => (row.PostId, row.Fingerprint), row => (Enum.Parse<NoticeState>(row.State), row.Urgent != 0));
        }, cancellationToken);

    /// <summary>Notes what posts state newly. When the newsletter has never looked before, nobody is told of it.</summary>
    /// <param name="newsletter">The newsletter's name.</param>
    /// <param name="found">What posts state; what is known already becomes urgent where it was not, and open where it was withdrawn.</param>
    /// <param name="withdrawn">What they state no more, by post and fingerprint.</param>
    /// <param name="hold">Comes into force with it, so that no plan gets between; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task RecordAsync(
        string newsletter, IReadOnlyList<PostNotice> found, IReadOnlyList<(string PostId, string Fingerprint)> withdrawn, Hold? hold, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            if (hold is not null) await HoldStore.SetAsync(transaction, hold, []);
            var first = await connection.ExecuteAsync(
                "INSERT INTO counters (name, value) VALUES (@Name, 0) ON CONFLICT (name) DO NOTHING", new { Name = CounterOf(newsletter) }, transaction) == 1;
            // The row's lock makes numbers commit in their order, as with arrivals.
            var number = await LockCounterAsync(transaction, newsletter);
            foreach (var notice in found) number += await AddAsync(transaction, newsletter, notice, number + 1, first ? NoticeState.Told : NoticeState.Open);
            await connection.ExecuteAsync("UPDATE counters SET value = @number WHERE name = @Name", new { number, Name = CounterOf(newsletter) }, transaction);
            await connection.ExecuteAsync(
                "UPDATE notices SET state = 'Withdrawn' WHERE newsletter = @newsletter AND post_id = @PostId AND fingerprint = @Fingerprint AND state = 'Open'",
                withdrawn.Select(one => new { newsletter, one.PostId, one.Fingerprint }), transaction);
        }, cancellationToken);

    /// <summary>The newsletter's highest number; zero before its first look.</summary>
    public Task<long> ReadCounterAsync(string newsletter, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection => await connection.ExecuteScalarAsync<long?>(
            "SELECT value FROM counters WHERE name = @Name", new { Name = CounterOf(newsletter) }) ?? 0, cancellationToken);

    /// <summary>Which of some posts were mailed to anyone.</summary>
    public Task<IReadOnlySet<string>> FindMailedAsync(string newsletter, IReadOnlyCollection<string> posts, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlySet<string>>(async connection =>
        {
            var mailed = new HashSet<string>(StringComparer.Ordinal);
            foreach (var post in posts)
            {
                var carried = await connection.ExecuteScalarAsync<long>(
                    "SELECT COUNT(*) FROM variants v JOIN editions e ON e.id = v.edition_id WHERE e.newsletter = @newsletter AND v.posts LIKE @Like",
                    new { newsletter, Like = LikeOf(post) });
                if (carried > 0) mailed.Add(post);
            }

            return mailed;
        }, cancellationToken);

    /// <summary>The posts of notices since an instant that ops have not released.</summary>
    public Task<IReadOnlyList<string>> ReadRecentAsync(string newsletter, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(async connection =>
        {
            var released = await connection.ExecuteScalarAsync<string?>("SELECT value FROM service_state WHERE name = @Name", new { Name = ReleasedOf(newsletter) });
            return (await connection.QueryAsync<string>(
                "SELECT DISTINCT post_id FROM notices WHERE newsletter = @newsletter AND state = 'Open' AND noticed_at >= @Since AND number > @From",
                new { newsletter, Since = since.ToUnixTimeMilliseconds(), From = released is null ? 0 : long.Parse(released, CultureInfo.InvariantCulture) })).AsList();
        }, cancellationToken);

    /// <summary>A sieve for lists of posts by the text of the list: what LIKE has a meaning for stands for any letter, so each hit is looked at.</summary>
    internal static string LikeOf(string post) => "%" + JsonEncodedText.Encode(post).ToString().Replace('%', '_').Replace('\\', '_') + "%";

    /// <summary>Ends what a release says has been told; the rest counts as released.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="newsletter">The newsletter's name.</param>
    /// <param name="from">Only what was noticed since, in UTC Unix milliseconds.</param>
    /// <param name="until">What was corrected until then counts as told, in UTC; null: nothing does.</param>
    internal static async Task ReleaseAsync(DbTransaction transaction, string newsletter, long from, DateTimeOffset? until)
    {
        var connection = transaction.Connection!;
        if (until is { } instant)
        {
            await connection.ExecuteAsync(
                "UPDATE notices SET state = 'Told' WHERE newsletter = @newsletter AND state = 'Open' AND noticed_at >= @from AND corrected_at <= @Until",
                new { newsletter, from, Until = instant.ToUnixTimeMilliseconds() }, transaction);
        }

        var last = await connection.ExecuteScalarAsync<long?>("SELECT value FROM counters WHERE name = @Name", new { Name = CounterOf(newsletter) }, transaction) ?? 0;
        await ServiceStateStore.WriteAsync(transaction, ReleasedOf(newsletter), last.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<long> LockCounterAsync(DbTransaction transaction, string newsletter) =>
        await transaction.Connection!.ExecuteScalarAsync<long>(
            $"SELECT value FROM counters WHERE name = @Name {database.Dialect.ForUpdate}", new { Name = CounterOf(newsletter) }, transaction);

    private async Task<int> AddAsync(DbTransaction transaction, string newsletter, PostNotice notice, long number, NoticeState state)
    {
        var row = new
        {
            Id = RandomId.New(),
            newsletter,
            number,
            notice.PostId,
            notice.Fingerprint,
            Kind = notice.Kind.ToString(),
            notice.Text,
            CorrectedAt = notice.CorrectedAt.ToUnixTimeMilliseconds(),
            Urgent = notice.IsUrgent ? 1L : 0L,
            State = state.ToString(),
            Now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        var added = await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO notices (id, newsletter, number, post_id, fingerprint, kind, text, corrected_at, urgent, state, noticed_at)
            VALUES (@Id, @newsletter, @number, @PostId, @Fingerprint, @Kind, @Text, @CorrectedAt, @Urgent, @State, @Now)
            ON CONFLICT (newsletter, post_id, fingerprint) DO NOTHING
            """, row, transaction);
        // What came back, or has become urgent: readers who were told are not told again.
        if (added == 0)
        {
            await transaction.Connection!.ExecuteAsync(
                """
                UPDATE notices SET state = CASE WHEN state = 'Withdrawn' THEN 'Open' ELSE state END, urgent = CASE WHEN @Urgent = 1 THEN 1 ELSE urgent END
                WHERE newsletter = @newsletter AND post_id = @PostId AND fingerprint = @Fingerprint
                """, row, transaction);
        }

        return added;
    }

    private static string CounterOf(string newsletter) => "notices/" + newsletter;

    private static string ReleasedOf(string newsletter) => "released-notices/" + newsletter;
}
