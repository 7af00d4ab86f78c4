using System.Globalization;
using Syndication.Tests.Support.Smtp;
using Syndication.Worker.Mail.Limits;

namespace Syndication.Tests.Integration.Sending;

public sealed class SlowDomainTests
{
    [Fact]
    public async Task A_slow_domain_holds_up_nobody_else_and_is_kept_to_its_limit()
    {
        var slow = Enumerable.Range(0, 900).Select(i => string.Create(CultureInfo.InvariantCulture, $"s{i}@slow.example"));
        var others = Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i}@d{i % 7}.example"));
        await using var edition = await RunningEdition.PlanAsync(
            slow.Concat(others), mail: mail => mail with { Domains = [new DomainLimit { Name = "slow.example", Domains = ["slow.example"], Connections = 2, RatePerSecond = 4 }] });

        edition.Start();
        // The clock stands still, so the slow domain takes what its slack allows and no more.
        await edition.UntilAsync("state = 'Sent'", 300);
        await edition.UntilAsync("state = 'Queued' AND due_at > @Now", 850);
        Assert.InRange(edition.Server.Messages.Count(message => message.Recipients[0].EndsWith("@slow.example", StringComparison.Ordinal)), 0, 3);
        Assert.InRange(await edition.CountAsync("state = 'Leased'"), 0, 30);
        Assert.True(await edition.CountAsync("lease_epoch > 1") == 0, "What waits was claimed more than once.");

        await edition.FinishAsync();
        await edition.StopAsync();
        await edition.AssertEachOnceAsync(1200);
        Assert.InRange(MostAtATime(edition.Server), 1, 8);
    }

    [Fact]
    public async Task A_domain_that_asks_for_less_does_not_slow_the_others()
    {
        await using var edition = await RunningEdition.PlanAsync(Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i}@d{i % 2}.example")));
        edition.Server.When(SmtpStage.Rcpt, "@d0.example").Replies("450 4.7.0 Too many messages");

        edition.Start();
        await edition.UntilAsync("state = 'Sent'", 100);
        await edition.StopAsync();

        Assert.All(edition.Server.Messages, message => Assert.EndsWith("@d1.example", message.Recipients[0], StringComparison.Ordinal));
        // Only what was under way when the first was refused was asked for at all: one on each connection.
        Assert.InRange(await edition.CountAsync("attempts > 0 AND state = 'Deferred'"), 1, 8);
    }

    private static int MostAtATime(ScriptedSmtpServer server) => server.Sessions.Count(session => session.Commands.Any(command => command.Contains("@slow.example", StringComparison.Ordinal)));
}
