using FsCheck;
using FsCheck.Fluent;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;

namespace Syndication.Tests.Worker.Newsletters;

/// <summary>Whatever happens in whatever order, every reader gets every post that came after the confirmation exactly once.</summary>
public sealed class EveryPostOnceTests
{
    private static readonly string[] Zones = ["Europe/Berlin", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"];

    [Fact]
    public void Every_post_reaches_every_reader_once_over_changes_failures_and_downtime()
    {
        var steps = ArbMap.Default.ArbFor<byte[]>();
        Prop.ForAll(steps, script => RunAsync(script).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(60));
    }

    private static async Task<bool> RunAsync(byte[] script)
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        await kit.PublishAsync(kit.CreatePost("old"));
        await kit.PlanAsync();
        var readers = new[] { await kit.SubscribeAsync("a@example.com"), await kit.SubscribeAsync("b@example.com", "daily", "Asia/Tokyo") };
        var expected = new List<string>();
        foreach (var step in script) await StepAsync(kit, readers[step / 128], step % 128, expected);
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET state = 'Confirmed'");
        for (var round = 0; round < 2; round++)
        {
            kit.Clock.Advance(TimeSpan.FromDays(15));
            await kit.PlanAsync();
            await EndAsync(kit, "Sent");
        }

        foreach (var reader in readers)
        {
            var got = (await Announced.ToAsync(kit, reader)).Order(StringComparer.Ordinal);
            if (!got.SequenceEqual(expected.Order(StringComparer.Ordinal))) return false;
        }

        return true;
    }

    private static async Task StepAsync(DigestKit kit, string reader, int step, List<string> expected)
    {
        switch (step % 10)
        {
            case 0 or 1:
                var post = kit.CreatePost(published: kit.Clock.GetUtcNow() - TimeSpan.FromDays(step));
                expected.Add(post.Id);
                await kit.PublishAsync(post);
                break;
            case 2:
                kit.Clock.Advance(TimeSpan.FromHours(step));
                break;
            case 3 or 4:
                kit.Clock.Advance(TimeSpan.FromHours(24));
                await kit.PlanAsync();
                break;
            case 5:
                await EndAsync(kit, "Sent");
                break;
            case 6:
                await EndAsync(kit, step % 20 == 6 ? "Bounced" : "Cancelled");
                break;
            case 7:
                await kit.Database.ExecuteAsync("UPDATE subscriptions SET schedule = CASE schedule WHEN 'weekly' THEN 'daily' ELSE 'weekly' END WHERE id = @reader", new { reader });
                break;
            case 8:
                await kit.Database.ExecuteAsync("UPDATE subscriptions SET time_zone = @Zone WHERE id = @reader", new { reader, Zone = Zones[step % Zones.Length] });
                break;
            default:
                await kit.Database.ExecuteAsync("UPDATE subscriptions SET state = CASE state WHEN 'Confirmed' THEN 'Paused' ELSE 'Confirmed' END WHERE id = @reader", new { reader });
                break;
        }
    }

    private static Task<int> EndAsync(DigestKit kit, string state) =>
        kit.Database.ExecuteAsync("UPDATE deliveries SET state = @state, finished_at = 1 WHERE state = 'Queued'", new { state });
}
