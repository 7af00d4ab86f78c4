using System.Data.Common;
using System.Text;
using System.Text.Json;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;

namespace Syndication.Worker.Storage;

/// <summary>The variants of editions and their rendered words.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class VariantStore(Database database)
{
    /// <summary>The variant, or null.</summary>
    public Task<Variant?> FindAsync(string editionId, string key, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<VariantRow>(
                """
                SELECT language, text_only, posts, notices, subject, html, text, COALESCE((SELECT value FROM counters WHERE name = @Ledger), 0) AS revision
                FROM variants WHERE edition_id = @editionId AND key = @key
                """, new { editionId, key, Ledger = PostStore.RevisionCounter });
            return row is null ? null : new Variant(editionId, key, row.Spec(), row.Content(), row.Revision);
        }, cancellationToken);

    /// <summary>Adds a variant unless it is there.</summary>
    public Task AddAsync(string editionId, VariantSpec spec, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => AddAsync(transaction, editionId, spec), cancellationToken);

    /// <summary>Keeps a variant's words, unless another worker was first, and returns those that count: every reader gets the same bytes.</summary>
    public async Task<MailContent> KeepAsync(string editionId, string key, MailContent content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var html = content.Html is null ? null : Encoding.UTF8.GetBytes(content.Html);
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "UPDATE variants SET subject = @Subject, html = @html, text = @Text WHERE edition_id = @editionId AND key = @key AND subject IS NULL",
            new { content.Subject, html, Text = Encoding.UTF8.GetBytes(content.Text), editionId, key }, transaction), cancellationToken);
        return (await FindAsync(editionId, key, cancellationToken))?.Content ?? content;
    }

    internal static Task AddAsync(DbTransaction transaction, string editionId, VariantSpec spec) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO variants (edition_id, key, language, text_only, posts, notices) VALUES (@editionId, @Key, @Language, @TextOnly, @Posts, @Notices)
            ON CONFLICT (edition_id, key) DO NOTHING
            """,
            new
            {
                editionId,
                Key = spec.Key(),
                spec.Language,
                TextOnly = spec.TextOnly ? 1L : 0L,
                Posts = JsonSerializer.Serialize(spec.Posts, JsonSerializerOptions.Web),
                Notices = JsonSerializer.Serialize(spec.Notices, JsonSerializerOptions.Web),
            }, transaction);

    /// <summary>The posts of a variant's row.</summary>
    internal static EditionPost[] ReadPosts(string json) => JsonSerializer.Deserialize<EditionPost[]>(json, JsonSerializerOptions.Web)!;

    /// <summary>The corrections and retractions of a variant's row.</summary>
    internal static EditionNotice[] ReadNotices(string json) => JsonSerializer.Deserialize<EditionNotice[]>(json, JsonSerializerOptions.Web)!;

    private sealed record VariantRow
    {
        public required string Language { get; init; }

        public long TextOnly { get; init; }

        public required string Posts { get; init; }

        public required string Notices { get; init; }

        public string? Subject { get; init; }

        public byte[]? Html { get; init; }

        public byte[]? Text { get; init; }

        public long Revision { get; init; }

        public VariantSpec Spec() => new(Language, TextOnly != 0, [.. ReadPosts(Posts)]) { Notices = [.. ReadNotices(Notices)] };

        public MailContent? Content() => Subject is null || Text is null
            ? null
            : new MailContent(Subject, Html is null ? null : Encoding.UTF8.GetString(Html), Encoding.UTF8.GetString(Text));
    }
}
