using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;
using Syndication.Worker.Outgoing;
using Syndication.Worker.WebSub;

namespace Syndication.Tests.Worker.WebSub;

public sealed class HubWishParserTests
{
    private static readonly HubWishParser Parser = new(new AddressPolicy());

    private static readonly TopicAddresses Topics = new(new FeedsOptions { OutputFolder = "/nowhere", PublicUrl = new Uri("https://reader.example/a") });

    private static readonly string[] Pieces =
    [
        "subscribe", "unsubscribe", "https://", "http://", "ftp://", "reader.example", "127.0.0.1", "[::1]", "[", "]", "@", ":", ":8080", ":99999", "/", "?", "&", "#", "%", "%2F", "%00",
        "a", "ğ", "💧", "\ud800", "\0", "\r\n", " ", "0", "9", "-", "+", "0x7f", "xn--", ".", "..", "hub.mode", "=",
    ];

    [Fact]
    public void A_form_is_read()
    {
        var (wish, fault) = Read(("hub.secret", "geheim"), ("hub.lease_seconds", "60"), ("hub.other", "x"));

        Assert.Equal("", fault);
        Assert.Equal(new HubWish(HubMode.Subscribe, "https://news.example.org/feeds/all.atom", new Uri("https://reader.example/take?x=1"), "geheim", 60), wish);
    }

    [Theory]
    [InlineData("hub.mode", "publish")]
    [InlineData("hub.mode", "Subscribe")]
    [InlineData("hub.mode", "")]
    [InlineData("hub.topic", "")]
    [InlineData("hub.topic", "a\nb")]
    [InlineData("hub.callback", "")]
    [InlineData("hub.callback", "/take")]
    [InlineData("hub.callback", "ftp://reader.example/")]
    [InlineData("hub.callback", "file:///etc/passwd")]
    [InlineData("hub.callback", "https://user:word@reader.example/")]
    [InlineData("hub.callback", "https://reader.example/#x")]
    [InlineData("hub.callback", "https://xn--💧/")]
    [InlineData("hub.callback", "https://./")]
    [InlineData("hub.callback", "http://127.0.0.1/")]
    [InlineData("hub.callback", "http://169.254.169.254/latest/meta-data/")]
    [InlineData("hub.callback", "http://reader.example:25/")]
    [InlineData("hub.lease_seconds", "0")]
    [InlineData("hub.lease_seconds", "-1")]
    [InlineData("hub.lease_seconds", "1.5")]
    [InlineData("hub.lease_seconds", "٣")]
    public void A_fault_is_named(string field, string value)
    {
        var (wish, fault) = Read((field, value));

        Assert.Null(wish);
        Assert.Contains(field, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_shorter_than_200_bytes()
    {
        Assert.NotNull(Read(("hub.secret", new string('x', 199))).Wish);
        Assert.Null(Read(("hub.secret", new string('x', 200))).Wish);
        Assert.Null(Read(("hub.secret", new string('ğ', 100))).Wish);
    }

    [Fact]
    public void A_field_that_is_given_twice_is_refused()
    {
        var form = Fields();
        form["hub.callback"] = new StringValues(["https://reader.example/", "https://victim.example/"]);

        Assert.Null(Parser.Read(new FormCollection(form)).Wish);
    }

    [Fact]
    public void A_lease_means_nothing_on_the_way_out() => Assert.NotNull(Read(("hub.mode", "unsubscribe"), ("hub.lease_seconds", "soon")).Wish);

    [Fact]
    public void No_form_breaks_the_parser_and_what_it_lets_through_keeps_the_rules()
    {
        var text = Gen.Elements(Pieces).ListOf().Select(parts => string.Concat(parts));
        var values = text.ArrayOf(5).Where(five => five.Length == 5);
        Check.One(Config.QuickThrowOnFailure.WithReplay(20_261_122, 1).WithMaxTest(3000).WithEndSize(12), Prop.ForAll(values.ToArbitrary(), five =>
        {
            // Half of the fields are good, so that the others are reached.
            var form = Fields();
            string[] names = ["hub.mode", "hub.topic", "hub.callback", "hub.secret", "hub.lease_seconds"];
            for (var i = 0; i < names.Length; i++)
            {
                if (five[i].Length % 2 == 0) form[names[i]] = five[i];
            }

            form["hub.callback"] = "https://" + five[2];
            var (wish, fault) = Parser.Read(new FormCollection(form));
            Assert.Equal(wish is null, fault.Length > 0);
            if (wish is not null)
            {
                Assert.True(wish.Callback is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Fragment: "" });
                Assert.True(new AddressPolicy().MayAllow(wish.Callback));
                Assert.True(wish.LeaseSeconds is null or > 0);
                Assert.InRange(new WebSubOptions().LeaseFor(wish.LeaseSeconds), TimeSpan.FromMinutes(5), TimeSpan.FromDays(30));
                Assert.DoesNotContain(wish.Topic, char.IsControl);
                Assert.Null(Topics.PathOf(wish.Topic + "x"));
            }

            return true;
        }));
    }

    private static HubWishReading Read(params (string Field, string Value)[] others)
    {
        var form = Fields();
        foreach (var (field, value) in others) form[field] = value;
        return Parser.Read(new FormCollection(form));
    }

    private static Dictionary<string, StringValues> Fields() => new(StringComparer.Ordinal)
    {
        ["hub.mode"] = "subscribe",
        ["hub.topic"] = "https://news.example.org/feeds/all.atom",
        ["hub.callback"] = "https://reader.example/take?x=1",
    };
}
