using System.Globalization;
using Syndication.Tests.Support;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Limits;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Tests.Worker.Sending;

public sealed class WaitingLineTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void A_domain_at_its_limit_lets_the_others_pass()
    {
        var line = Create(connections: 1);
        line.Add([Delivery("1", "slow.example"), Delivery("2", "slow.example"), Delivery("3", "other.example")]);
        var first = line.TryTake(out _)!;
        Assert.Equal("1", first.Delivery.Id);
        Assert.Equal("3", line.TryTake(out _)!.Delivery.Id);
        Assert.Null(line.TryTake(out var wait));
        Assert.Equal(TimeSpan.MaxValue, wait);
        var freed = line.Freed;
        line.End(first, new MailOutcome.Accepted("250"));
        Assert.True(freed.IsCompletedSuccessfully);
        Assert.Equal("2", line.TryTake(out _)!.Delivery.Id);
    }

    [Fact]
    public void Where_no_domain_is_slow_the_order_of_the_claim_is_kept()
    {
        var line = Create(connections: 0);
        line.Add([.. Enumerable.Range(0, 100).Select(i => Delivery(i.ToString(CultureInfo.InvariantCulture), i % 3 == 0 ? "a.example" : "b.example"))]);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => i.ToString(CultureInfo.InvariantCulture)), Take(line, 100));
    }

    [Fact]
    public void No_more_are_kept_than_a_domain_takes_within_seconds_and_the_rest_come_back_one_after_the_other()
    {
        var line = Create(connections: 0, rate: 2);
        var beyond = line.Add([.. Enumerable.Range(0, 100).Select(i => Delivery(i.ToString(CultureInfo.InvariantCulture), "slow.example"))]);
        Assert.InRange(beyond.Count, 85, 95);
        var waits = beyond.Select(item => item.Wait).ToList();
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[^1].TotalSeconds, 45, 55);
    }

    [Fact]
    public void What_a_reader_waits_for_is_kept_however_many_wait()
    {
        var line = Create(connections: 0, rate: 1);
        Assert.Empty(line.Add([.. Enumerable.Range(0, 50).Select(i => Delivery(i.ToString(CultureInfo.InvariantCulture), "slow.example") with { Kind = DeliveryKind.Confirmation })]));
    }

    [Fact]
    public void A_million_of_one_domain_come_back_within_the_hour_and_not_at_once()
    {
        var line = Create(connections: 0, rate: 10);
        var waits = Enumerable.Range(0, 200).SelectMany(batch => line.Add([.. Enumerable.Range(0, 500)
            .Select(i => Delivery(string.Create(CultureInfo.InvariantCulture, $"{batch}/{i}"), "slow.example"))])).Select(item => item.Wait).ToList();
        Assert.True(waits.Max() <= TimeSpan.FromHours(1) + TimeSpan.FromSeconds(10));
        Assert.True(waits.Count(wait => wait < TimeSpan.FromMinutes(1)) < 700);
    }

    [Theory]
    [InlineData("421 4.3.2 Closing", true)]
    [InlineData("450 4.7.0 Too much", true)]
    [InlineData("451 4.7.1 Greylisted, come back later", false)]
    [InlineData("452 4.2.2 Mailbox full", false)]
    public void Refusals_that_ask_for_less_slow_their_domain(string reply, bool slows)
    {
        var paces = new DomainPaces(Mail(DomainLimit.None with { Name = "slow.example", Domains = ["slow.example"], RatePerSecond = 10 }), clock);
        var line = new WaitingLine(paces, Mail(DomainLimit.None), clock);
        line.Add([Delivery("1", "slow.example"), Delivery("2", "other.example")]);
        var turn = line.TryTake(out _)!;
        clock.Advance(TimeSpan.FromSeconds(1));
        line.End(turn, new MailOutcome.Deferred(reply, reply.StartsWith("421", StringComparison.Ordinal)));
        Assert.Equal(slows, paces.For("a@slow.example").IsSlowed);
        Assert.False(paces.For("a@other.example").IsSlowed);
    }

    [Fact]
    public void Health_names_a_closed_provider_and_no_readers_own_domain()
    {
        var paces = new DomainPaces(Mail(DomainLimit.None), clock);
        var line = new WaitingLine(paces, Mail(DomainLimit.None), clock);
        for (var i = 0; i < 5; i++)
        {
            line.Add([Delivery("g", "gmail.com"), Delivery("s", "smith.example")]);
            for (var two = 0; two < 2; two++) line.End(line.TryTake(out _)!, new MailOutcome.Deferred("421 busy", true));
            clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(["*", "gmail.com"], paces.Troubles.Keys.Order(StringComparer.Ordinal));
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Empty(paces.Troubles);
    }

    private static List<string> Take(WaitingLine line, int count)
    {
        var ids = new List<string>();
        while (ids.Count < count && line.TryTake(out _) is { } turn) ids.Add(turn.Delivery.Id);
        return ids;
    }

    private static MailOptions Mail(DomainLimit limit) => new()
    {
        From = new MailAddress("", "a@example.org"),
        Transport = MailTransportKind.Smtp,
        Domains = limit.Domains.IsEmpty ? DomainPresets.All : [limit],
    };

    private static ClaimedDelivery Delivery(string id, string domain) => new()
    {
        Id = id,
        Kind = DeliveryKind.Digest,
        SubscriptionId = id,
        Newsletter = "n",
        Address = "reader@" + domain,
        AddressKey = "reader@" + domain,
    };

    private WaitingLine Create(int connections, double rate = 0)
    {
        var mail = Mail(new DomainLimit { Name = "slow.example", Domains = ["slow.example"], Connections = connections, RatePerSecond = rate });
        return new WaitingLine(new DomainPaces(mail, clock), mail, clock);
    }
}
