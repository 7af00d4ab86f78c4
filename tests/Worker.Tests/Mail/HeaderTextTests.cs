using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Syndication.Worker.Mail;

namespace Syndication.Tests.Worker.Mail;

/// <summary>Header text that MimeKit alone would write in lines or encoded-words longer than RFC 2047 §2 allows, and ordinary text.</summary>
public sealed partial class HeaderTextTests
{
    public static TheoryData<string> Texts { get; } =
    [
        "Weekly digest",
        "Say \"hello\", world \\ (and so on)",
        "Über naïve Leser",
        "日本語のダイジェスト 😀 Ελληνικά κείμενα και κάτι ακόμη για να γεμίσει η γραμμή",
        "—A-B=?utf-8?q?fake?= «guillemets»hello world: (comment)    日本語テキスト",
        "=?utf-8?q?fake?=",
        "😀     «guillemets»=?utf-8?q?fake?=$%&'*+-/^`{|}~ and more of it",
        new string('x', 200),
        new string('é', 200),
        string.Join(' ', Enumerable.Repeat("word", 60)),
        "two  blanks   and " + string.Join("  ", Enumerable.Repeat("more", 30)),
        " blanks at both ends ",
        "one\ttab",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Free_text_reads_as_it_was(string text) =>
        Assert.Equal(text.Trim(), Read("Subject", HeaderText.Unstructured("Subject", text)).Subject);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Display_name_reads_as_it_was(string name)
    {
        var from = Assert.IsType<MailboxAddress>(Read("From", HeaderText.Named("From", name, "news@example.org")).From[0]);

        Assert.Equal((name, "news@example.org"), (from.Name, from.Address));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Lines_and_encoded_words_keep_to_their_limits(string text)
    {
        foreach (var written in new[] { "Subject:" + Written(HeaderText.Unstructured("Subject", text)), "Reply-To:" + Written(HeaderText.Named("Reply-To", text, "news@example.org")) })
        {
            Assert.All(written.Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
            Assert.All(EncodedWord().Matches(written), word => Assert.InRange(word.Length, 0, 75));
            Assert.DoesNotMatch(BlankLine(), written);
        }
    }

    [Fact]
    public void No_name_leaves_the_brackets_alone() =>
        Assert.Equal(" <weekly.example.org>\r\n", Written(HeaderText.Named("List-Id", "", "weekly.example.org")));

    private static string Written(byte[] value) => Encoding.ASCII.GetString(value);

    private static MimeMessage Read(string field, byte[] value) =>
        MimeMessage.Load(new MemoryStream([.. Encoding.ASCII.GetBytes(field + ":"), .. value, .. "\r\n"u8]), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"=\?utf-8\?[bq]\?[^ ?]*\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\r\n *\r\n.")]
    private static partial Regex BlankLine();
}
