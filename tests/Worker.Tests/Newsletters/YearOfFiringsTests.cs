using System.Globalization;
using System.Text.Json;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Quartz;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Pages;

namespace Syndication.Tests.Worker.Newsletters;

/// <summary>A year in which everything changes at random: every reader gets every post that matches exactly once, in a sane order.</summary>
public sealed class YearOfFiringsTests
{
    // Changes of the clock by an hour and by half of one, at midnight, at 45 minutes past; both hemispheres; both sides of the date line.
    private static readonly string[] Zones =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Beirut", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Chatham",
        "America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Santiago",
    ];

    // At midnight and at half past two there are days without the hour, and days that have it twice.
    private static readonly (string Name, string Cron)[] Schedules =
        [("monthly", "0 30 0 1 * ?"), ("weekly", "0 0 8 ? * MON"), ("daily", "0 30 2 * * ?"), ("nightly", "0 0 0 * * ?")];

    private static readonly string[] Tags = ["[\"a\"]", "[\"a\",\"b\"]", "[\"c\",\"a\"]"];

    [Fact]
    public void Every_matching_post_reaches_every_reader_once() => Check(8, 120);

    [Fact]
    public void Every_matching_post_reaches_every_reader_once_in_many_years()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SYNDICATION_LONG_TESTS") == "1", "a long run: ./test --long");
        Check(300, 300);
    }

    private static void Check(int runs, int steps)
    {
        var scripts = Gen.ArrayOf(Gen.Choose(0, int.MaxValue), steps).ToArbitrary();
        Prop.ForAll(scripts, script =>
        {
            var fault = new Year(script).RunAsync().GetAwaiter().GetResult();
            return (fault.Length == 0).Label(fault);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));
    }

    private sealed class Year(int[] script)
    {
        private readonly Dictionary<string, LedgerPost> posts = new(StringComparer.Ordinal);
        private readonly HashSet<string> removed = new(StringComparer.Ordinal);
        private readonly List<string> readers = [];
        private readonly List<DigestKit> restarted = [];
        private DigestKit kit = null!;

        public async Task<string> RunAsync()
        {
            var begin = new ManualClock(new DateTimeOffset(2026, 2, 2, 9, 0, 0, TimeSpan.Zero));
            var berlin = TimeZoneInfo.FindSystemTimeZoneById(Zones[0]);
            await using var first = await DigestKit.CreateAsync(TestDatabase.Sqlite(), clock: begin, digests: new DigestsOptions { RequireLivePage = true, MassArrivalLimit = 1000 },
                newsletter: options => options with { Schedules = [.. Schedules.Select(one => new ScheduleOptions(one.Name, new CronExpression(one.Cron, berlin), berlin))] });
            kit = first;
            await kit.PublishAsync(kit.CreatePost("old", published: begin.GetUtcNow().AddDays(-3)));
            await kit.PlanAsync();
            foreach (var tags in new string[]?[] { null, null, ["a"], ["a"] }) readers.Add(await kit.SubscribeAsync($"r{readers.Count}@example.com", Schedules[readers.Count].Name, Zones[readers.Count], tags));
            var end = begin.GetUtcNow().AddDays(365);
            foreach (var step in script)
            {
                await StepAsync(step % 16, step / 16);
                if (kit.Clock.GetUtcNow() > end) break;
            }

            await EndYearAsync();
            var faults = new List<string>();
            for (var index = 0; index < readers.Count; index++) faults.AddRange(await FaultsAsync(index));
            foreach (var later in restarted) await later.DisposeAsync();
            return string.Join("; ", faults);
        }

        private async Task StepAsync(int kind, int how)
        {
            var reader = readers[how % readers.Count];
            switch (kind)
            {
                case 0 or 1:
                    await PublishAsync(how);
                    break;
                case 2:
                    await ChangeAsync(how);
                    break;
                case 3:
                    await AnswerAsync(how);
                    break;
                case 4:
                    // Down, perhaps for weeks; perhaps over a change of the clocks.
                    kit.Clock.Advance(TimeSpan.FromMinutes(how % 60_000));
                    break;
                case 5 or 6 or 7 or 8:
                    kit.Clock.Advance(TimeSpan.FromMinutes(how % 6_000));
                    await kit.PlanAsync();
                    break;
                case 9:
                    await kit.EndAsync();
                    break;
                case 10:
                    await kit.EndAsync(((DeliveryState[])[DeliveryState.Unknown, DeliveryState.Bounced, DeliveryState.Cancelled, DeliveryState.Sent])[how % 4].ToString());
                    break;
                case 11:
                    await kit.Database.ExecuteAsync("UPDATE deliveries SET state = 'Deferred' WHERE state = 'Queued'");
                    break;
                case 12:
                    await SetAsync(reader, "schedule", Schedules[how / 8 % Schedules.Length].Name);
                    break;
                case 13:
                    await SetAsync(reader, "time_zone", Zones[how / 8 % Zones.Length]);
                    break;
                case 14:
                    await PauseAsync(reader, how);
                    break;
                default:
                    if (how % 3 == 0) restarted.Add(kit = kit.Restarted());
                    else if (how % readers.Count > 1) await SetAsync(reader, "tags", Tags[how / 8 % Tags.Length]);
                    break;
            }
        }

        private async Task PublishAsync(int how)
        {
            string[] tags = (how % 5) switch { 0 => ["z"], 1 => ["b", "a"], 2 => ["c"], _ => ["a"] };
            var id = string.Create(CultureInfo.InvariantCulture, $"{tags[^1]}{posts.Count}");
            posts[id] = kit.CreatePost(id, how % 11 == 0 ? "event" : "disease", tags, kit.Clock.GetUtcNow().AddDays(-(how % 400)));
            await kit.PublishAsync(posts[id]);
        }

        private async Task ChangeAsync(int how)
        {
            if (posts.Count == 0) return;
            var id = posts.Keys.ElementAt(how % posts.Count);
            if (how % 4 == 0 && removed.Add(id))
            {
                await kit.RemoveAsync(id);
                return;
            }

            posts[id] = posts[id] with { Post = posts[id].Post with { ContentHash = how.ToString(CultureInfo.InvariantCulture), Title = "Edited" } };
            await kit.PublishAsync(posts[id]);
        }

        private async Task AnswerAsync(int how)
        {
            var waiting = await kit.Get<PageCheckStore>().ReadWaitingAsync(CancellationToken.None);
            foreach (var check in waiting.Where((_, index) => (how >> (index % 20)) % 2 == 0)) await kit.Get<PageCheckStore>().EndAsync(check.PostId, "200", CancellationToken.None);
        }

        private Task<int> PauseAsync(string reader, int how) => kit.Database.ExecuteAsync(
            "UPDATE subscriptions SET state = CASE WHEN state = 'Confirmed' THEN 'Paused' ELSE 'Confirmed' END, paused_until = CASE WHEN state = 'Confirmed' THEN @until END WHERE id = @reader",
            new { reader, until = how % 2 == 0 ? kit.Clock.GetUtcNow().AddDays(how % 30).ToUnixTimeMilliseconds() : (long?)null });

        private Task<int> SetAsync(string reader, string column, string value) => kit.Database.ExecuteAsync($"UPDATE subscriptions SET {column} = @value WHERE id = @reader", new { reader, value });

        private async Task EndYearAsync()
        {
            await kit.Database.ExecuteAsync("UPDATE subscriptions SET state = 'Confirmed', paused_until = NULL");
            await AnswerAsync(0);
            for (var round = 0; round < 2; round++)
            {
                kit.Clock.Advance(TimeSpan.FromDays(40));
                await kit.PlanAsync();
                await kit.EndAsync();
                await kit.Database.ExecuteAsync("UPDATE deliveries SET state = 'Sent', finished_at = 1 WHERE state = 'Deferred'");
            }
        }

        private async Task<IEnumerable<string>> FaultsAsync(int index)
        {
            var rows = (await kit.Database.Database.ReadAsync(connection => connection.QueryAsync<(string Schedule, string Occurrence, string Posts)>(
                """
                SELECT e.schedule, e.occurrence, v.posts FROM deliveries d JOIN editions e ON e.id = d.edition_id JOIN variants v ON v.edition_id = d.edition_id AND v.key = d.variant_key
                WHERE d.subscription_id = @Id AND d.superseded_by IS NULL AND d.state NOT IN ('Bounced', 'Cancelled', 'Suppressed') ORDER BY d.created_at
                """, new { Id = readers[index] }), CancellationToken.None)).AsList();
            var digests = rows.ConvertAll(row => JsonSerializer.Deserialize<EditionPost[]>(row.Posts, JsonSerializerOptions.Web)!);
            var got = digests.SelectMany(digest => digest).Select(post => post.Id).ToList();
            var faults = new List<string>();
            faults.AddRange(got.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"reader {index} got {group.Key} {group.Count()} times"));
            faults.AddRange(rows.GroupBy(row => (row.Schedule, row.Occurrence)).Where(group => group.Count() > 1).Select(group => $"reader {index} got {group.Key} twice"));
            faults.AddRange(MustGet(index).Except(got).Select(id => $"reader {index} lost {id}"));
            faults.AddRange(got.Except(MayGet(index)).Select(id => $"reader {index} should not have got {id}"));
            faults.AddRange(digests.Where(digest => !digest.Select(post => posts[post.Id].Post.Published).SequenceEqual(digest.Select(post => posts[post.Id].Post.Published).OrderDescending()))
                .Select(_ => $"reader {index} got a digest in no order"));
            return faults;
        }

        private IEnumerable<string> MayGet(int index) => posts.Values.Where(post => post.Post.Type == "disease" && (index < 2 || post.Post.Tags.All(tag => tag.Slug != "z"))).Select(post => post.Id);

        /// <summary>What a reader asked for all the time; what was away for a while may have been passed by.</summary>
        private IEnumerable<string> MustGet(int index) => posts.Values
            .Where(post => post.Post.Type == "disease" && !removed.Contains(post.Id) && (index < 2 || post.Post.Tags.Any(tag => tag.Slug == "a"))).Select(post => post.Id);
    }
}
