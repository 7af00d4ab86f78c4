using System.Text;
using Syndication.Tests.Support.Programs;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Tests.Support.Digests;

/// <summary>Mails that come back, of several servers' making, about a delivery of the test's own.</summary>
public static class ReturnedMails
{
    /// <summary>The folder of mails in which <c>{KEY}</c>, <c>{ID}</c> and <c>{TOKEN}</c> stand for the delivery's names.</summary>
    public static string Folder { get; } = Path.Combine(Places.Repository, "tests", "Worker.Tests", "Bounces", "Mails");

    /// <summary>Where a test's messages return to.</summary>
    public static BounceOptions OptionsIn(TemporaryFolder folder) => new() { Address = "bounce@news.example.org", Kept = Path.Combine(folder.Path, "kept") };

    /// <summary>A mail about a delivery.</summary>
    public static byte[] Read(this DigestKit kit, string name, string deliveryId, string? subscriptionId = null)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".eml"));
        text = text.Replace("{KEY}", kit.Get<ReturnAddresses>().KeyOf(deliveryId), StringComparison.Ordinal).Replace("{ID}", deliveryId, StringComparison.Ordinal);
        if (subscriptionId is not null) text = text.Replace("{TOKEN}", kit.Get<SubscriptionLinks>().UnsubscribeMailToken(subscriptionId), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
    }

    /// <summary>Sends what is due as a worker would, and returns the deliveries by address.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> SendAllAsync(this DigestKit kit)
    {
        var store = kit.Get<Syndication.Worker.Storage.DeliveryStore>();
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await store.ClaimAsync("one", true, 500, CancellationToken.None) is { Count: > 0 } claimed)
        {
            foreach (var delivery in claimed)
            {
                var id = MessageBuilder.MessageIdOf(delivery.Id, kit.Newsletter.From);
                if (await store.BeginAsync(delivery, "one", id) != Syndication.Worker.Model.LastLook.Send) continue;
                await store.EndAsync(delivery, new Syndication.Worker.Model.DeliveryEnd(Syndication.Worker.Model.DeliveryState.Sent, "250 ok"));
                sent[delivery.Address] = delivery.Id;
            }
        }

        return sent;
    }

    /// <summary>Publishes a post, plans an edition of it for everyone and sends it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> SendEditionAsync(this DigestKit kit)
    {
        // An edition of its own: those of one instant are one.
        kit.Clock.Advance(TimeSpan.FromMinutes(1));
        await kit.PublishAsync(kit.CreatePost());
        await kit.Get<Syndication.Worker.Newsletters.EditionPlanner>().PlanNowAsync(kit.Newsletter, kit.Clock.GetUtcNow(), CancellationToken.None);
        return await kit.SendAllAsync();
    }
}
