using System.Text.Json;
using Dapper;
using Syndication.Tests.Support.Digests;
using Syndication.Worker.Model;

namespace Syndication.Tests.Worker.Newsletters;

/// <summary>What a reader's deliveries hold, those that were taken over or given up left out.</summary>
internal static class Announced
{
    public static async Task<IReadOnlyList<string>> ToAsync(DigestKit kit, string subscription)
    {
        var rows = await kit.Database.Database.ReadAsync(connection => connection.QueryAsync<string>(
            """
            SELECT v.posts FROM deliveries d JOIN variants v ON v.edition_id = d.edition_id AND v.key = d.variant_key
            WHERE d.subscription_id = @subscription AND d.superseded_by IS NULL AND d.state NOT IN ('Bounced', 'Cancelled', 'Suppressed')
            """, new { subscription }), CancellationToken.None);
        return [.. rows.SelectMany(posts => JsonSerializer.Deserialize<EditionPost[]>(posts, JsonSerializerOptions.Web)!).Select(post => post.Id)];
    }
}
