using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Syndication.Tests.Compat.Mail;

public sealed partial class HeaderTests
{
    public static TheoryData<string> Texts =>
    [
        "Plain words",
        "Neue Beiträge über Quellen",
        "今週のお知らせ：新しい記事が三件あります。どうぞお読みください。次の号もお楽しみに。",
        "Emoji 🎉 between words 🎉🎉 and a long enough tail to need a second line, at the very least",
        "Trailing = signs? and _underscores_ with ümlauts",
        "a  double  space",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Subject_survives_writing_and_reading(string text)
    {
        Assert.Equal(text, Mails.Reread(Mails.Simple(subject: text)).Subject);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Subject_is_ascii_in_short_lines_and_short_encoded_words(string text)
    {
        var header = Mails.WrittenHeader(Mails.Simple(subject: text), "Subject");

        Assert.True(Ascii.IsValid(header));
        Assert.All(header.Split("\r\n"), line => Assert.InRange(line.Length, 1, 90));
        Assert.All(EncodedWord().Matches(header), word => Assert.InRange(word.Length, 1, 76));
    }

    [Fact]
    public void Line_ends_in_a_value_cannot_make_a_header()
    {
        var message = Mails.Simple(subject: "One\r\nBcc: other@example.com");

        Assert.Equal("OneBcc: other@example.com", message.Subject);
        Assert.DoesNotContain("\r\nBcc:", Mails.Written(message), StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_in_a_display_name_cannot_make_a_header()
    {
        var message = Mails.Simple();
        message.ReplyTo.Add(new MailboxAddress("One\r\nBcc: other@example.com", "letter@example.org"));

        Assert.DoesNotContain("\r\nBcc:", Mails.Written(message), StringComparison.Ordinal);
    }

    [Fact]
    public void Urls_of_mailing_lists_stay_whole()
    {
        const string Url = "<https://lists.example.org/unsubscribe?token=abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789>";
        const string Mailto = "<mailto:unsubscribe+abcdefghijklmnopqrstuvwxyz@example.org>";
        var message = Mails.Simple();
        message.Headers.Add(HeaderId.ListUnsubscribe, Url + ", " + Mailto);

        var header = Mails.WrittenHeader(message, "List-Unsubscribe");

        Assert.Contains(Url, header, StringComparison.Ordinal);
        Assert.Contains(Mailto, header, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_value_is_written_as_it_is()
    {
        var message = Mails.Simple();
        var header = new Header("X-Long", string.Empty);
        header.SetRawValue(Encoding.ASCII.GetBytes(" " + new string('x', 200) + "\r\n"));
        message.Headers.Add(header);

        Assert.Equal("X-Long: " + new string('x', 200), Mails.WrittenHeader(message, "X-Long"));
        Assert.Throws<ArgumentException>(() => header.SetRawValue("no line end"u8.ToArray()));
    }

    [Fact]
    public void Unknown_header_keeps_short_words_and_folds_between_them()
    {
        var message = Mails.Simple();
        message.Headers.Add("Feedback-ID", string.Join(' ', Enumerable.Repeat("campaign:letter", 12)));

        var header = Mails.WrittenHeader(message, "Feedback-ID");

        Assert.All(header.Split("\r\n"), line => Assert.InRange(line.Length, 1, 78));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("campaign:letter", 12)), Mails.Reread(message).Headers["Feedback-ID"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Two words")]
    [InlineData("Colon:")]
    [InlineData("Ümlaut")]
    public void Field_name_must_be_one(string name)
    {
        Assert.Throws<ArgumentException>(() => new Header(name, "value"));
    }

    [Fact]
    public void Header_list_keeps_order_and_finds_names_in_any_case()
    {
        var headers = new HeaderList { { "X-A", "1" }, { "X-B", "2" }, { "x-a", "3" } };

        Assert.Equal("1", headers["X-a"]);
        Assert.Equal(0, headers.IndexOf("x-A"));
        Assert.Equal(2, headers.LastIndexOf("X-A"));
        headers.Replace("X-A", "4");
        Assert.Equal(["4", "2"], headers.Select(header => header.Value));
        headers.Insert(0, "X-C", "0");
        headers.Remove("X-B");
        Assert.Equal(["X-C", "X-A"], headers.Select(header => header.Field));
        Assert.Null(headers["X-B"]);
    }

    [Fact]
    public void Known_names_have_ids()
    {
        Assert.Equal(HeaderId.ListUnsubscribePost, new Header("list-unsubscribe-post", "List-Unsubscribe=One-Click").Id);
        Assert.Equal("List-Unsubscribe-Post", HeaderId.ListUnsubscribePost.ToHeaderName());
        Assert.Equal(HeaderId.Unknown, new Header("Feedback-ID", "x").Id);
    }

    [Fact]
    public void Headers_and_properties_follow_each_other()
    {
        var message = Mails.Simple();
        message.Headers.Replace(HeaderId.To, "Other <other@example.com>");
        Assert.Equal("other@example.com", Assert.Single(message.To.Mailboxes).Address);

        message.To.Clear();
        Assert.False(message.Headers.Contains(HeaderId.To));

        message.MessageId = "one@example.org";
        Assert.Equal("<one@example.org>", message.Headers[HeaderId.MessageId]);
        message.Headers[HeaderId.MessageId] = "<two@example.org>";
        Assert.Equal("two@example.org", message.MessageId);
    }

    [Theory]
    [InlineData(330, "+0530")]
    [InlineData(0, "+0000")]
    [InlineData(-300, "-0500")]
    public void Date_is_written_with_its_offset(int minutes, string zone)
    {
        var message = Mails.Simple();
        message.Date = new DateTimeOffset(2026, 3, 2, 7, 5, 9, TimeSpan.FromMinutes(minutes));

        Assert.Equal("Date: Mon, 02 Mar 2026 07:05:09 " + zone, Mails.WrittenHeader(message, "Date"));
        Assert.Equal(message.Date, Mails.Reread(message).Date);
    }

    [Fact]
    public void Default_format_options_cannot_be_changed()
    {
        Assert.Throws<InvalidOperationException>(() => FormatOptions.Default.International = true);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FormatOptions().MaxLineLength = 20);
    }

    [Fact]
    public void Hidden_headers_are_left_out()
    {
        var options = new FormatOptions { HiddenHeaders = { HeaderId.Subject } };
        using var stream = new MemoryStream();

        Mails.Simple().WriteTo(options, stream, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("Subject:", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void International_headers_are_raw_utf8()
    {
        var message = Mails.Simple(subject: "Grüße");
        message.To.Clear();
        message.To.Add(new MailboxAddress("Jörg", "jörg@bücher.example"));

        var written = Mails.Written(message, international: true);

        Assert.Contains("Subject: Grüße\r\n", written, StringComparison.Ordinal);
        Assert.Contains("To: Jörg <jörg@bücher.example>\r\n", written, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"=\?[^?]+\?[^?]\?[^?]*\?=", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EncodedWord();
}
