using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Tests.Worker.Subscribing;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("reader@example.org", "reader@example.org")]
    [InlineData("  reader@example.org ", "reader@example.org")]
    [InlineData("Reader.Name+tag@EXAMPLE.Org", "Reader.Name+tag@example.org")]
    [InlineData("o'neil!#$%&*/=?^_`{|}~-@example.org", "o'neil!#$%&*/=?^_`{|}~-@example.org")]
    [InlineData("läufer@exämple.de", "läufer@xn--exmple-cua.de")]
    [InlineData("la\u0308ufer@exa\u0308mple.de", "läufer@xn--exmple-cua.de")]
    [InlineData("用户@例え.jp", "用户@xn--r8jz45g.jp")]
    [InlineData("a@xn--exmple-cua.de", "a@xn--exmple-cua.de")]
    [InlineData("a@b.c3", "a@b.c3")]
    [InlineData("\"plain\"@example.org", "plain@example.org")]
    [InlineData("\"two words\"@example.org", "\"two words\"@example.org")]
    [InlineData("\"a\\@b\"@example.org", "\"a@b\"@example.org")]
    public void Address_is_taken_with_its_domain_as_A_labels(string text, string address) =>
        Assert.Equal(address, AddressRules.Read(text).Address?.Address);

    [Theory]
    [InlineData(null, "Empty")]
    [InlineData("   ", "Empty")]
    [InlineData("reader", "NoAtSign")]
    [InlineData("@example.org", "LocalPart")]
    [InlineData(".reader@example.org", "LocalPart")]
    [InlineData("reader.@example.org", "LocalPart")]
    [InlineData("rea..der@example.org", "LocalPart")]
    [InlineData("two words@example.org", "LocalPart")]
    [InlineData("a,b@example.org", "LocalPart")]
    [InlineData("<reader@example.org>", "LocalPart")]
    [InlineData("Reader <reader@example.org>", "LocalPart")]
    [InlineData("\"open@example.org", "LocalPart")]
    [InlineData("\"\"@example.org", "LocalPart")]
    [InlineData("\"a\"b\"@example.org", "LocalPart")]
    [InlineData("\"a\\\"@example.org", "LocalPart")]
    [InlineData("a@b@example.org", "LocalPart")]
    [InlineData("reader@", "Domain")]
    [InlineData("reader@localhost", "Domain")]
    [InlineData("reader@example.org.", "Domain")]
    [InlineData("reader@.example.org", "Domain")]
    [InlineData("reader@example..org", "Domain")]
    [InlineData("reader@-example.org", "Domain")]
    [InlineData("reader@exam_ple.org", "Domain")]
    [InlineData("reader@exam ple.org", "Domain")]
    [InlineData("reader@[192.0.2.1]", "Domain")]
    [InlineData("reader@192.0.2.1", "Domain")]
    [InlineData("reader@example.org>", "Domain")]
    [InlineData("reader@example.org\r\nBcc: x@example.org", "Unprintable")]
    [InlineData("rea\nder@example.org", "Unprintable")]
    [InlineData("rea\0der@example.org", "Unprintable")]
    [InlineData("rea\u202Eder@example.org", "Unprintable")]
    [InlineData("rea\u200Bder@example.org", "Unprintable")]
    [InlineData("rea\u2028der@example.org", "Unprintable")]
    [InlineData("rea\uFFFDder@example.org", "Unprintable")]
    public void Malformed_address_is_refused_with_its_reason(string? text, string fault) =>
        Assert.Equal((null, fault), (AddressRules.Read(text).Address, AddressRules.Read(text).Fault.ToString()));

    [Fact]
    public void Lengths_of_RFC_5321_hold()
    {
        Assert.NotNull(AddressRules.Read(new string('a', 64) + "@example.org").Address);
        Assert.Equal(AddressFault.TooLong, AddressRules.Read(new string('a', 65) + "@example.org").Fault);
        Assert.Equal(AddressFault.TooLong, AddressRules.Read(new string('ä', 33) + "@example.org").Fault);
        Assert.Equal(AddressFault.Domain, AddressRules.Read("a@" + new string('a', 64) + ".org").Fault);
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 62), 3)) + ".example.org";
        Assert.NotNull(AddressRules.Read(new string('a', 53) + "@" + domain).Address);
        Assert.Equal(AddressFault.TooLong, AddressRules.Read(new string('a', 54) + "@" + domain).Fault);
    }

    [Theory]
    [InlineData("reader@example.org", "READER@Example.ORG")]
    [InlineData("läufer@exämple.de", "LA\u0308UFER@xn--exmple-cua.de")]
    [InlineData("reader@example.org", "\"reader\"@example.org")]
    [InlineData("a@exämple.de", "a@EXÄMPLE.DE")]
    [InlineData("a@example.org", "a@ｅｘａｍｐｌｅ。org")]
    public void One_persons_spellings_have_one_key(string one, string other) =>
        Assert.Equal(AddressRules.Read(one).Address!.Key, AddressRules.Read(other).Address!.Key);

    [Theory]
    [InlineData("reader@example.org", "reader+tag@example.org")]
    [InlineData("reader@example.org", "rea.der@example.org")]
    [InlineData("reader@example.org", "reader@mail.example.org")]
    public void Different_people_have_different_keys(string one, string other) =>
        Assert.NotEqual(AddressRules.Read(one).Address!.Key, AddressRules.Read(other).Address!.Key);

    [Fact]
    public void Whatever_is_taken_is_taken_again_and_has_no_control_character() =>
        Prop.ForAll<string>(text =>
        {
            var candidates = new[] { text + "@example.org", "reader@" + text + ".org", text };
            return candidates.Select(AddressRules.Read).Where(reading => reading.Address is not null).All(reading =>
                AddressRules.Read(reading.Address!.Address).Address == reading.Address
                && !reading.Address.Address.Any(char.IsControl)
                && Encoding.UTF8.GetByteCount(reading.Address.Address) <= 254);
        }).QuickCheckThrowOnFailure();
}
