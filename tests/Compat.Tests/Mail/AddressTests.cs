using System.Text;
using MimeKit;

namespace Syndication.Tests.Compat.Mail;

public sealed class AddressTests
{
    [Theory]
    [InlineData("a@example.com", "", "a@example.com")]
    [InlineData("<a@example.com>", "", "a@example.com")]
    [InlineData("Ada Lovelace <ada@example.com>", "Ada Lovelace", "ada@example.com")]
    [InlineData("\"Lovelace, Ada\" <ada@example.com>", "Lovelace, Ada", "ada@example.com")]
    [InlineData("\"A \\\"B\\\" C\" <ada@example.com>", "A \"B\" C", "ada@example.com")]
    [InlineData("=?utf-8?q?J=C3=B6rg?= <j@example.com>", "Jörg", "j@example.com")]
    [InlineData("Ada B. Lovelace <ada@example.com>", "Ada B. Lovelace", "ada@example.com")]
    [InlineData("ada@example.com (Ada)", "Ada", "ada@example.com")]
    [InlineData("\"a b\"@example.com", "", "\"a b\"@example.com")]
    [InlineData("a@[192.0.2.1]", "", "a@[192.0.2.1]")]
    [InlineData("a@xn--bcher-kva.example", "", "a@bücher.example")]
    public void Mailbox_is_read(string text, string name, string address)
    {
        Assert.True(MailboxAddress.TryParse(text, out var mailbox));
        Assert.Equal(name, mailbox.Name ?? string.Empty);
        Assert.Equal(address, mailbox.Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@example.com")]
    [InlineData("a@")]
    [InlineData("a@b@c")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("a@example.com, b@example.com")]
    public void What_is_no_mailbox_is_refused(string text)
    {
        Assert.False(MailboxAddress.TryParse(text, out _));
        Assert.Throws<ParseException>(() => MailboxAddress.Parse(text));
    }

    [Theory]
    [InlineData("a b@example.com")]
    [InlineData("a@exam ple.com")]
    [InlineData("a@example.com>")]
    [InlineData("a\u0000@example.com")]
    [InlineData("a@example.com\r\nRCPT TO:<b@example.com>")]
    public void Address_that_would_break_a_command_is_refused(string address)
    {
        Assert.Throws<ParseException>(() => new MailboxAddress(null, address));
    }

    [Fact]
    public void Parts_and_a_labels_are_given()
    {
        var mailbox = new MailboxAddress("Jörg", "jörg@bücher.example");

        Assert.Equal("jörg", mailbox.LocalPart);
        Assert.Equal("bücher.example", mailbox.Domain);
        Assert.True(mailbox.IsInternational);
        Assert.Equal("jörg@xn--bcher-kva.example", mailbox.GetAddress(idnEncode: true));
        Assert.Equal("jörg@bücher.example", mailbox.GetAddress(idnEncode: false));
        Assert.Equal("a@xn--bcher-kva.example", MailboxAddress.EncodeAddrspec("a@bücher.example"));
        Assert.Equal("a@bücher.example", MailboxAddress.DecodeAddrspec("a@xn--bcher-kva.example"));
    }

    [Fact]
    public void Null_sender_is_empty()
    {
        var mailbox = new MailboxAddress(null, string.Empty);

        Assert.Equal(string.Empty, mailbox.Address);
        Assert.Equal(string.Empty, mailbox.Domain);
    }

    [Theory]
    [InlineData("Ada Lovelace", "To: Ada Lovelace <ada@example.com>")]
    [InlineData("Lovelace, Ada", "To: \"Lovelace, Ada\" <ada@example.com>")]
    [InlineData("", "To: ada@example.com")]
    public void Names_are_written_as_they_need_to_be(string name, string header)
    {
        var message = Mails.Simple();
        message.To.Clear();
        message.To.Add(new MailboxAddress(name, "ada@example.com"));

        Assert.Equal(header, Mails.WrittenHeader(message, "To"));
    }

    [Theory]
    [InlineData("Jörg, der Große (Köln)")]
    [InlineData("東京の読者の皆様へのお知らせを担当する編集部一同より心を込めて")]
    [InlineData("A \"quoted\" Ünïcode \\ name")]
    public void Names_survive_writing_and_reading(string name)
    {
        var message = Mails.Simple();
        message.To.Clear();
        message.To.Add(new MailboxAddress(name, "a@example.com"));
        message.To.Add(new MailboxAddress("Second", "b@example.com"));

        var written = Mails.WrittenHeader(message, "To");
        Assert.True(Ascii.IsValid(written));
        Assert.Equal([name, "Second"], Mails.Reread(message).To.Select(address => address.Name));
    }

    [Fact]
    public void Long_lists_are_folded()
    {
        var message = Mails.Simple();
        for (var i = 0; i < 20; i++)
            message.Cc.Add(new MailboxAddress("Reader", "reader@example.com"));

        Assert.All(Mails.WrittenHeader(message, "Cc").Split("\r\n"), line => Assert.InRange(line.Length, 1, 80));
        Assert.Equal(20, Mails.Reread(message).Cc.Count);
    }

    [Fact]
    public void Groups_hold_mailboxes()
    {
        var list = InternetAddressList.Parse("Friends: a@example.com, B <b@example.com>;, c@example.com");

        Assert.Equal(2, list.Count);
        Assert.Equal("Friends", Assert.IsType<GroupAddress>(list[0]).Name);
        Assert.Equal(["a@example.com", "b@example.com", "c@example.com"], list.Mailboxes.Select(mailbox => mailbox.Address));
    }

    [Fact]
    public void Equal_mailboxes_are_equal()
    {
        Assert.Equal(new MailboxAddress("A", "a@example.com"), new MailboxAddress("A", "a@example.com"));
        Assert.NotEqual(new MailboxAddress("A", "a@example.com"), new MailboxAddress("B", "a@example.com"));
    }

    [Fact]
    public void Text_of_a_mailbox_quotes_its_name()
    {
        Assert.Equal("\"Ada\" <ada@example.com>", new MailboxAddress("Ada", "ada@example.com").ToString());
        Assert.Equal("ada@example.com", new MailboxAddress(null, "ada@example.com").ToString());
    }
}
