using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Integration.Privacy;

/// <summary>The running service forgets by itself what it may not keep.</summary>
public sealed class RetentionTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Unconfirmed_sign_ups_go_after_seven_days_and_deliveries_after_the_configured_time()
    {
        await using var service = WholeService.Prepare(configuration => configuration["Privacy"] = new { DeliveryRetention = "20d" });
        await service.StartAsync(new ManualClock(Start));
        foreach (var name in new[] { "confirmed", "waiting" }) await SignUpAsync(service, name);
        await ExecuteAsync(service, "UPDATE subscriptions SET state = 'Confirmed', confirmed_at = consent_at WHERE subscriber_id = (SELECT id FROM subscribers WHERE address_key = 'confirmed@example.org')");
        await ExecuteAsync(service, $"UPDATE deliveries SET state = 'Sent', finished_at = {Start.ToUnixTimeMilliseconds()}");
        await service.StopAsync();

        Assert.Equal("2 2", await AfterAsync(service, TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1), untilGone: false));
        Assert.Equal("1 1", await AfterAsync(service, TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1), untilGone: true));
        Assert.Equal("1 1", await AfterAsync(service, TimeSpan.FromDays(20) - TimeSpan.FromMinutes(1), untilGone: false));
        Assert.Equal("1 0", await AfterAsync(service, TimeSpan.FromDays(20) + TimeSpan.FromMinutes(1), untilGone: true));
    }

    [Fact]
    public async Task What_is_due_goes_while_the_service_runs_too()
    {
        await using var service = WholeService.Prepare();
        var clock = new HourlyClock(Start);
        await service.StartAsync(clock);
        await SignUpAsync(service, "waiting");

        clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));

        await Eventually.BeTrueAsync(async () => await CountsAsync(service) == "0 0", () => "The sign-up stayed");
    }

    private static async Task SignUpAsync(WholeService service, string name)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", name + "@example.org")]);
        using var answer = await service.Client.PostAsync(new Uri(service.Address!, "subscribe"), form, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Starts the service that long after, and returns how many subscribers and deliveries there are once it has looked.</summary>
    private static async Task<string> AfterAsync(WholeService service, TimeSpan time, bool untilGone)
    {
        var before = "";
        await service.StartAsync(new ManualClock(Start + time));
        try
        {
            before = await CountsAsync(service);
            var looked = service.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Syndication.Worker.Hosting.RetentionWorker>().Single();
            Assert.NotNull(looked.ExecuteTask);
            // It looks once at each start; a look that deletes nothing leaves no trace but the next statement's turn with the database.
            if (untilGone) await Eventually.BeTrueAsync(async () => await CountsAsync(service) != "2 2" && (time < TimeSpan.FromDays(19) || await CountsAsync(service) != "1 1"), () => before);
            else await Eventually.BeTrueAsync(async () => await CountsAsync(service) == before && looked.ExecuteTask!.Status == TaskStatus.WaitingForActivation, () => before);
            return await CountsAsync(service);
        }
        finally
        {
            await service.StopAsync();
        }
    }

    private static Task<string> CountsAsync(WholeService service) => service.Services.GetRequiredService<Database>().ReadAsync(
        async connection => (await connection.ExecuteScalarAsync<string>("SELECT (SELECT COUNT(*) FROM subscribers) || ' ' || (SELECT COUNT(*) FROM deliveries)"))!, TestContext.Current.CancellationToken);

    private static Task ExecuteAsync(WholeService service, string sql) => service.Services.GetRequiredService<Database>().WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(sql, transaction: transaction), TestContext.Current.CancellationToken);
}
