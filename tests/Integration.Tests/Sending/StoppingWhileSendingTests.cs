using Syndication.Tests.Support.Smtp;
using Syndication.Worker.Mail;

namespace Syndication.Tests.Integration.Sending;

public sealed class StoppingWhileSendingTests
{
    [Theory]
    [InlineData(UnknownPolicy.Hold, "Unknown")]
    [InlineData(UnknownPolicy.Resend, "Deferred")]
    public async Task Message_that_the_server_is_silent_about_is_in_doubt_when_the_service_stops(UnknownPolicy policy, string state)
    {
        await using var edition = await RunningEdition.PlanAsync(["a@example.com"], mail: mail => mail with { Unknown = policy });
        edition.Server.When(SmtpStage.Dot).Stalls();
        edition.Start();
        await edition.Server.ReadMessageAsync(CancellationToken.None);

        await edition.StopAsync();

        var row = Assert.Single(await edition.ReadAsync());
        Assert.Equal((state, "Unknown"), (row.State, row.Receipt));
        Assert.Equal(1, await edition.CountAsync("unknowns = 1"));
    }

    [Fact]
    public async Task Message_that_has_begun_is_not_cancelled_by_a_stop()
    {
        await using var edition = await RunningEdition.PlanAsync(["a@example.com", "b@example.com"], mail: mail => mail with { MaxConnections = 1 }, timerSpeed: 1);
        edition.Server.When(SmtpStage.Data).RepliesAfter(TimeSpan.FromMilliseconds(200), "354 Go ahead");
        edition.Start();
        await edition.UntilAsync("state = 'Sending'", 1);

        await edition.StopAsync();

        Assert.Equal(["Queued", "Sent"], (await edition.ReadAsync()).Select(row => row.State).Order(StringComparer.Ordinal));
        Assert.Equal(0, await edition.CountAsync("lease_owner IS NOT NULL"));
    }
}
