using System.Data.Common;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>Reader statistics in daily rows.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class FeedReadingStore(Database database)
{
    /// <summary>Different readers of one day that have rows of their own; more can only be made up by somebody.</summary>
    public const int MostReadersOfADay = 300;

    /// <summary>Adds what was counted to a day's rows, in one transaction.</summary>
    /// <param name="day">The day, UTC.</param>
    /// <param name="readings">What was counted since the last time.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task AddAsync(DateOnly day, IReadOnlyCollection<FeedReading> readings, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var known = (await transaction.Connection!.QueryAsync<string>(
                "SELECT DISTINCT reader FROM feed_readings WHERE day = @Day", new { Day = Milliseconds(day) }, transaction)).ToHashSet(StringComparer.Ordinal);
            foreach (var reading in readings)
            {
                var isNamed = known.Contains(reading.Reader) || known.Count < MostReadersOfADay;
                if (isNamed) known.Add(reading.Reader);
                await AddAsync(transaction, day, isNamed ? reading : reading with { Reader = ReaderNames.Other });
            }
        }, cancellationToken);

    /// <summary>The sums by feed and reader since a day; subscribers as last reported.</summary>
    public Task<IReadOnlyList<FeedReading>> SumAsync(DateOnly since, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<FeedReading>>(async connection => (await connection.QueryAsync<Row>(
            """
            SELECT s.feed AS Feed, s.reader AS Reader, CAST(SUM(s.requests) AS BIGINT) AS Requests, CAST(SUM(s.not_modified) AS BIGINT) AS NotModified,
                   CAST(SUM(s.early) AS BIGINT) AS Early, CAST(SUM(s.bytes_sent) AS BIGINT) AS BytesSent, CAST(SUM(s.bytes_plain) AS BIGINT) AS BytesPlain,
                   COALESCE((SELECT l.subscribers FROM feed_readings l
                             WHERE l.feed = s.feed AND l.reader = s.reader AND l.day >= @Since AND l.subscribers > 0 ORDER BY l.day DESC LIMIT 1), 0) AS Subscribers
            FROM feed_readings s WHERE s.day >= @Since GROUP BY s.feed, s.reader ORDER BY s.feed, s.reader
            """, new { Since = Milliseconds(since) })).Select(row => row.ToReading()).ToList(), cancellationToken);

    /// <summary>Deletes the rows of days before one, and returns how many those were.</summary>
    public Task<int> PurgeAsync(DateOnly before, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "DELETE FROM feed_readings WHERE day < @Day", new { Day = Milliseconds(before) }, transaction), cancellationToken);

    private static Task<int> AddAsync(DbTransaction transaction, DateOnly day, FeedReading reading) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO feed_readings (feed, reader, day, requests, not_modified, early, bytes_sent, bytes_plain, subscribers)
        VALUES (@Feed, @Reader, @Day, @Requests, @NotModified, @Early, @BytesSent, @BytesPlain, @Subscribers)
        ON CONFLICT (feed, reader, day) DO UPDATE SET
            requests = feed_readings.requests + excluded.requests, not_modified = feed_readings.not_modified + excluded.not_modified,
            early = feed_readings.early + excluded.early, bytes_sent = feed_readings.bytes_sent + excluded.bytes_sent,
            bytes_plain = feed_readings.bytes_plain + excluded.bytes_plain,
            subscribers = CASE WHEN excluded.subscribers > 0 THEN excluded.subscribers ELSE feed_readings.subscribers END
        """,
        new
        {
            reading.Feed,
            reading.Reader,
            Day = Milliseconds(day),
            reading.Requests,
            reading.NotModified,
            reading.Early,
            reading.BytesSent,
            reading.BytesPlain,
            reading.Subscribers,
        },
        transaction);

    private static long Milliseconds(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>A row as the engine gives it: SQLite does not say the types of sums where there is no row.</summary>
    private sealed class Row
    {
        public string Feed { get; init; } = "";

        public string Reader { get; init; } = "";

        public long Requests { get; init; }

        public long NotModified { get; init; }

        public long Early { get; init; }

        public long BytesSent { get; init; }

        public long BytesPlain { get; init; }

        public long Subscribers { get; init; }

        public FeedReading ToReading() => new(Feed, Reader, Requests, NotModified, Early, BytesSent, BytesPlain, Subscribers);
    }
}
