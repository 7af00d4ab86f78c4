using System.Globalization;
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
}
