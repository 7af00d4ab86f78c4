using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Bounces;

public sealed class ReturnAddressTests : IAsyncLifetime
{
    private static readonly MailAddress From = new("Example Health Notes", "notes@news.example.org");

    private readonly TemporaryFolder folder = new();
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.Sqlite().MigrateAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void Address_names_its_delivery_whatever_case_a_relay_makes_of_it()
    {
        var id = RandomId.New();
        var addresses = Addresses();
        var address = addresses.SenderOf(id, From);

        Assert.EndsWith("@news.example.org", address, StringComparison.Ordinal);
        Assert.Equal(id, addresses.FindIn(address)!.DeliveryId);
        Assert.Equal(id, addresses.FindIn($"Somebody <{address.ToUpperInvariant()}>")!.DeliveryId);
    }

    [Fact]
    public void Local_part_fits_rfc_5321_even_with_the_longest_name()
    {
        var longest = new string('b', BounceOptions.LongestLocalPart);
        var address = Addresses($"{longest}@news.example.org").SenderOf(RandomId.New(), From);

        Assert.InRange(address.Split('@')[0].Length, 1, 64);
    }

    [Fact]
    public void Wrong_mac_is_refused()
    {
        var addresses = Addresses();
        var address = addresses.SenderOf(RandomId.New(), From);
        var at = address.IndexOf('@', StringComparison.Ordinal) - 1;
        var forged = address[..at] + (address[at] == 'a' ? 'b' : 'a') + address[(at + 1)..];

        Assert.Null(addresses.FindIn(forged)!.DeliveryId);
        Assert.Null(addresses.FindIn("bounce+" + RandomId.New() + "@news.example.org")!.DeliveryId);
        Assert.Null(addresses.FindIn("bounce+.@news.example.org")!.DeliveryId);
    }

    [Fact]
    public void Addresses_of_others_are_not_ours()
    {
        Assert.Null(Addresses().FindIn("bounce+a.b@other.example.org, list+a.b@news.example.org, bounce@news.example.org"));
        Assert.Equal("notes@news.example.org", new ReturnAddresses(new MailOptions { From = From }, new SecretStore(database.Database)).SenderOf("d", From));
    }

    private ReturnAddresses Addresses(string address = "bounce@news.example.org") =>
        new(new MailOptions { From = From, Bounces = ReturnedMails.OptionsIn(folder) with { Address = address } }, new SecretStore(database.Database));
}
