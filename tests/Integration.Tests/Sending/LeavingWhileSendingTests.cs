using System.Globalization;
using Dapper;
using Syndication.Tests.Support.Smtp;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Tests.Integration.Sending;

public sealed class LeavingWhileSendingTests
{
    [Fact]
    public async Task After_the_answer_to_an_unsubscription_no_message_begins_for_that_reader()
    {
        const int Readers = 800;
        await using var edition = await RunningEdition.PlanAsync(Enumerable.Range(0, Readers).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i}@example.com")));
        var links = edition.Kit.Get<SubscriptionLinks>();
        var workflow = edition.Kit.Get<SubscriptionWorkflow>();
        var unbegun = new List<string>();

        edition.Start();
        await edition.UntilAsync("state = 'Sent'", 20);
        for (var i = Readers - 1; i > 0; i -= 13)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"r{i}@example.com");
            var subscription = await edition.Kit.Database.ScalarAsync<string>("SELECT s.id FROM subscriptions s JOIN subscribers p ON p.id = s.subscriber_id WHERE p.address = @address", new { address });
            await workflow.UnsubscribeAsync(links.UnsubscribeMailToken(subscription!), CancellationToken.None);
            var state = await edition.Kit.Database.ScalarAsync<string>("SELECT state FROM deliveries WHERE subscription_id = @subscription", new { subscription });
            if (state is not ("Sending" or "Sent")) unbegun.Add(address);
        }

        await edition.FinishAsync();
        await edition.StopAsync();

        Assert.NotEmpty(unbegun);
        var received = edition.Server.Messages.Select(message => message.Recipients[0]).ToList();
        Assert.Empty(received.Intersect(unbegun, StringComparer.Ordinal));
        Assert.Equal(received.Count, received.Distinct(StringComparer.Ordinal).Count());
        Assert.All((await edition.ReadAsync()).Where(row => unbegun.Contains(row.Address)), row => Assert.Equal("Suppressed", row.State));
        Assert.Equal(Readers, received.Count + unbegun.Count);
    }
    [Fact]
    public async Task Reader_who_leaves_while_the_message_is_on_its_way_does_not_get_it()
    {
        await using var edition = await RunningEdition.PlanAsync(["a@example.com", "b@example.com", "c@example.com"], mail: mail => mail with { MaxConnections = 1 }, timerSpeed: 1);
        var onItsWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var other = await edition.Kit.Database.Database.OpenAsync(CancellationToken.None);
        // From the first message's dot on another process writes, so the end of the first and the beginning of the second cannot be committed.
        edition.Server.When(SmtpStage.Dot, message: 1).Calls(before: () => other.Execute("BEGIN IMMEDIATE"));
        edition.Server.When(SmtpStage.Data, message: 2).Calls(after: onItsWay.SetResult);

        edition.Start();
        await onItsWay.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var leaving = edition.Server.Sessions[0].Commands.Last(command => command.StartsWith("RCPT", StringComparison.Ordinal)).Split('<', '>')[1];
        await other.ExecuteAsync("UPDATE subscriptions SET state = 'Unsubscribed' WHERE subscriber_id = (SELECT id FROM subscribers WHERE address = @leaving); COMMIT", new { leaving });
        await edition.UntilAsync("finished_at IS NOT NULL", 3);
        await edition.StopAsync();

        Assert.Equal(2, edition.Server.Messages.Count);
        Assert.DoesNotContain(edition.Server.Messages, message => message.Recipients.Contains(leaving));
        Assert.Equal("Suppressed", (await edition.ReadAsync()).Single(row => row.Address == leaving).State);
        Assert.Equal(2, edition.Server.Sessions.Count);
    }
}
