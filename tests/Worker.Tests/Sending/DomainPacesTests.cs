using Syndication.Tests.Support;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Limits;
using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Tests.Worker.Sending;

public sealed class DomainPacesTests
{
    private static readonly MailOptions Mail = new() { From = new MailAddress("", "a@example.org"), Transport = MailTransportKind.Smtp };

    [Fact]
    public void Domains_of_one_provider_share_a_pace()
    {
        var paces = new DomainPaces(Mail, new ManualClock());
        Assert.Same(paces.For("a@gmail.com"), paces.For("b@GoogleMail.com"));
        Assert.NotSame(paces.For("a@gmail.com"), paces.For("a@icloud.com"));
        Assert.Equal("gmail.com", paces.For("a@googlemail.com").Name);
    }

    [Fact]
    public void Every_other_domain_has_a_pace_of_its_own_without_a_name()
    {
        var paces = new DomainPaces(Mail, new ManualClock());
        Assert.NotSame(paces.For("a@one.example"), paces.For("a@two.example"));
        Assert.False(paces.For("a@one.example").IsNamed);
        Assert.True(paces.For("a@one.example").IsFree);
    }

    [Fact]
    public void A_pickup_folder_takes_everything_as_it_comes() =>
        Assert.True(new DomainPaces(Mail with { Transport = MailTransportKind.Pickup }, new ManualClock()).For("a@gmail.com").IsFree);

    [Fact]
    public void A_slowed_domain_is_not_forgotten_among_thousands()
    {
        var paces = new DomainPaces(Mail, new ManualClock());
        var slowed = paces.For("a@slow.example");
        slowed.Slow(TimeSpan.Zero, TimeSpan.FromSeconds(1));
        for (var i = 0; i < 10_000; i++) paces.For(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a@{i}.example"));
        Assert.Same(slowed, paces.For("a@slow.example"));
    }

    [Fact]
    public void No_domain_is_in_two_presets() =>
        Assert.Equal(DomainPresets.All.Sum(preset => preset.Domains.Length), DomainPresets.All.SelectMany(preset => preset.Domains).Distinct(StringComparer.Ordinal).Count());
}
