using System.Text.Json;
using Syndication.Worker.Model;
using Syndication.Worker.Storage.EditionArchive;

namespace Syndication.Tests.Worker.Storage;

public abstract class EditionArchiveCompliance : StoreCompliance
{
    [Fact]
    public async Task Union_of_all_variants_is_archived_without_what_single_readers_caught_up_on()
    {
        await AddPostsAsync("a", "b", "c", "d");
        await AddEditionAsync("first", 2, posts: [["a"], ["b"]]);
        await AddEditionAsync("second", 4, posts: [["d"], ["c", "a"]]);

        Assert.Equal(["2: c d", "1: a b"], await ListAsync());
    }

    [Fact]
    public async Task Paused_cancelled_unsent_and_chosen_mailings_are_not_listed()
    {
        await AddPostsAsync("a");
        await AddEditionAsync("paused", 1, state: "Paused");
        await AddEditionAsync("cancelled", 1, state: "Cancelled");
        await AddEditionAsync("bounced", 1, delivery: "Bounced");
        await AddEditionAsync("chosen", 1, occurrence: "latest/2026-11-22T08:00:00.0000000Z");
        Assert.Empty(await ListAsync());

        await AddEditionAsync("sent", 1);
        Assert.Equal(["1: a"], await ListAsync());
        await Test.ExecuteAsync("UPDATE editions SET state = 'Paused' WHERE id = 'sent'");
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Archive_outlives_deliveries_and_readers()
    {
        await AddPostsAsync("a");
        await AddEditionAsync("sent", 1);
        await ListAsync();
        await Test.ExecuteAsync("DELETE FROM deliveries");
        await Test.ExecuteAsync("DELETE FROM subscribers");

        Assert.Equal(["1: a"], await ListAsync());
    }

    [Fact]
    public async Task Edition_whose_deliveries_are_gone_already_is_known_by_its_receipts()
    {
        await AddPostsAsync("a");
        await AddEditionAsync("sent", 1);
        await Test.ExecuteAsync("INSERT INTO receipts (subscription_id, edition_id, variant_key, state, sent_at) VALUES ('s', 'sent', '0', 'Sent', 10)");
        await Test.ExecuteAsync("DELETE FROM deliveries");

        Assert.Equal(["1: a"], await ListAsync());
    }

    [Fact]
    public async Task Later_zone_adds_its_posts_under_the_same_number()
    {
        await AddPostsAsync("a", "b");
        await AddEditionAsync("sent", 2, posts: [["a"]]);
        await ListAsync();
        await AddVariantAsync("sent", "1", ["b"]);
        await Test.ExecuteAsync("UPDATE editions SET finished_at = finished_at + 1");

        Assert.Equal(["1: a b"], await ListAsync());
    }

    [Fact]
    public async Task Each_schedule_goes_on_from_its_own_last_edition()
    {
        await AddPostsAsync("a", "b");
        await AddEditionAsync("w1", 1, posts: [["a"]]);
        await AddEditionAsync("d1", 2, schedule: "daily", posts: [["b"]]);
        await AddEditionAsync("w2", 2, posts: [["b"]]);
        await AddEditionAsync("all", 2, schedule: EditionShare.Everyone, occurrence: "now/2026-11-22T08:00:00.0000000Z", posts: [["b"]]);

        Assert.Equal(["3: b", "2: b", "1: a"], await ListAsync());
    }

    private int count;

    private async Task<string[]> ListAsync()
    {
        await new EditionArchiveRecorder(Test.Database).RecordAsync(CancellationToken.None);
        var (editions, total) = await new EditionArchiveStore(Test.Database).ListAsync(["one"], 0, 10, CancellationToken.None);
        Assert.Equal(editions.Count, total);
        return [.. editions.Select(edition => $"{edition.Number}: {string.Join(' ', edition.Posts.Select(post => post.Id))}")];
    }

    private async Task AddPostsAsync(params string[] posts)
    {
        await Test.ExecuteAsync("INSERT INTO subscribers (id, address, address_key, created_at) VALUES ('r', 'a@example.org', 'a@example.org', 0)");
        await Test.ExecuteAsync("INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, consent_text, consent_at) VALUES ('s', 'r', 'one', 'Confirmed', 'weekly', '', 0)");
        for (var number = 1; number <= posts.Length; number++)
        {
            await Test.ExecuteAsync("INSERT INTO arrivals (newsletter, post_id, arrival, arrived_at) VALUES ('one', @Post, @number, 0)", new { Post = posts[number - 1], number });
        }
    }

    private async Task AddEditionAsync(
        string id, long through, string state = "Done", string delivery = "Sent", string schedule = "weekly", string? occurrence = null, string[][]? posts = null)
    {
        count++;
        await Test.ExecuteAsync(
            "INSERT INTO editions (id, newsletter, schedule, occurrence, state, through, created_at, finished_at) VALUES (@id, 'one', @schedule, @Occurrence, @state, @through, @count, @Finished)",
            new { id, schedule, Occurrence = occurrence ?? $"2026-11-{count:00}T08:00:00", state, through, count, Finished = count * 100 });
        foreach (var (list, number) in (posts ?? [["a"]]).Select((list, number) => (list, number))) await AddVariantAsync(id, $"{number}", list);
        await Test.ExecuteAsync(
            "INSERT INTO deliveries (id, kind, edition_id, subscription_id, variant_key, state, due_at, created_at, finished_at) VALUES (@id, 'Digest', @id, 's', '0', @delivery, 0, 0, 1)", new { id, delivery });
    }

    private Task<int> AddVariantAsync(string edition, string key, string[] posts) => Test.ExecuteAsync(
        "INSERT INTO variants (edition_id, key, language, text_only, posts) VALUES (@edition, @key, 'en', 0, @Posts)",
        new { edition, key, Posts = JsonSerializer.Serialize(posts.Select(post => new EditionPost(post, "h")), JsonSerializerOptions.Web) });
}
