using System.Globalization;
using Syndication.Tests.Support.Smtp;
using Syndication.Worker.Storage.Sending;

namespace Syndication.Tests.Integration.Sending;

public sealed class PolicyRefusalTests
{
    private const int Readers = 50;

    [Theory]
    [InlineData(SmtpStage.Mail, "550 5.7.1 We do not want mail from you")]
    [InlineData(SmtpStage.Rcpt, "550 5.7.515 Access denied, r1@example.com did not ask for this")]
    [InlineData(SmtpStage.Dot, "550 5.7.26 Unauthenticated mail is not accepted")]
    public async Task Refused_sender_pauses_the_edition_with_an_alarm_and_the_way_out(string stage, string reply)
    {
        await using var edition = await RunningEdition.PlanAsync(Enumerable.Range(0, Readers).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i}@example.com")));
        // As many as connections may be under way when the first is refused.
        edition.Server.When(stage, times: 8).Replies(reply);
        edition.Start();
        await edition.UntilAsync("EXISTS (SELECT 1 FROM editions WHERE state = 'Paused')", 1);
        await edition.StopAsync();

        var paused = Assert.Single(await edition.Kit.Get<EditionControlStore>().ReadPausedAsync(CancellationToken.None));
        var health = await edition.ReadHealthAsync();
        Assert.Contains("syndication editions resume " + paused.Id, health, StringComparison.Ordinal);
        Assert.Contains(reply[..9], health, StringComparison.Ordinal);
        Assert.DoesNotContain("@", health, StringComparison.Ordinal);
        Assert.Single(edition.Kit.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("refuses our sender", StringComparison.Ordinal) && !line.Contains('@', StringComparison.Ordinal));
        Assert.Equal(0, await edition.Kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM suppressions"));
        Assert.Equal(0, await edition.CountAsync("state IN ('Bounced', 'Suppressed', 'Deferred', 'Cancelled')"));
        Assert.Equal(0, await edition.CountAsync("state = 'Queued' AND attempts > 0"));

        // The server's faults come to an end, and with them the pauses that they lead to.
        edition.Start();
        for (var round = 0; round < 8 && await edition.CountAsync("finished_at IS NULL") > 0; round++)
        {
            await edition.Kit.Get<EditionControlStore>().ResumeAsync(paused.Id, CancellationToken.None);
            await edition.UntilAsync("finished_at IS NOT NULL OR EXISTS (SELECT 1 FROM editions WHERE state = 'Paused')", Readers);
        }

        await edition.StopAsync();
        await edition.AssertEachOnceAsync(Readers, stage == SmtpStage.Dot);
        Assert.Equal("", await edition.ReadHealthAsync());
    }
}
