using System.Text;
using MimeKit;
using MimeKit.Encodings;
using MimeKit.IO;
using MimeKit.Text;

namespace Syndication.Tests.Compat.Mail;

public sealed class BodyTests
{
    [Theory]
    [InlineData(ContentEncoding.QuotedPrintable)]
    [InlineData(ContentEncoding.Base64)]
    [InlineData(ContentEncoding.EightBit)]
    public void Text_survives_its_transfer_encoding(ContentEncoding encoding)
    {
        var text = string.Concat(Enumerable.Repeat("Zeile mit Ümlauten = und Leerzeichen am Ende \n.\nFrom hier\n", 20));
        var message = Mails.Simple();
        message.Body = new TextPart("plain") { Text = text, ContentTransferEncoding = encoding };

        var written = Mails.Written(message);

        Assert.Equal(text, Mails.Read(written).TextBody!.ReplaceLineEndings("\n"));
        if (encoding != ContentEncoding.EightBit)
            Assert.True(Ascii.IsValid(written) && written.Split("\r\n").Max(line => line.Length) <= 78);
    }

    [Fact]
    public async Task Message_writes_its_body_by_the_body_s_own_writer()
    {
        var message = Mails.Simple();
        var body = new NotedAlternative(new TextPart("plain") { Text = "Words" }, new TextPart("html") { Text = "<p>Words" });
        message.Body = body;
        using var measure = new MeasuringStream();
        using var written = new MemoryStream();

        await message.WriteToAsync(measure, CancellationToken.None);
        message.WriteTo(written, CancellationToken.None);

        Assert.Equal(1, body.Written);
        Assert.Equal(written.Length, measure.Length);
    }

    [Fact]
    public void Content_already_encoded_is_written_through()
    {
        const string Encoded = "Gr=C3=BC=\r\n=C3=9Fe =3D ok\r\n";
        var part = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.ContentType.Charset = "utf-8";
        part.Content = new MimeContent(new MemoryStream(Encoding.ASCII.GetBytes(Encoded)), ContentEncoding.QuotedPrintable);
        var message = Mails.Simple();
        message.Body = part;

        Assert.EndsWith("\r\n\r\n" + Encoded, Mails.Written(message), StringComparison.Ordinal);
        Assert.Equal("Grüße = ok", part.Text.TrimEnd());
    }

    [Fact]
    public void Encoder_output_is_the_content_that_decodes_to_its_input()
    {
        var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Ein längerer Satz mit = und \t Tabulator, \r\n.\r\n", 50)));
        var encoder = new QuotedPrintableEncoder();
        var output = new byte[encoder.EstimateOutputLength(input.Length)];

        var length = encoder.Flush(input, 0, input.Length, output);

        using var content = new MimeContent(new MemoryStream(output, 0, length), ContentEncoding.QuotedPrintable);
        using var decoded = new MemoryStream();
        content.DecodeTo(decoded, TestContext.Current.CancellationToken);
        Assert.Equal(Encoding.UTF8.GetString(input).ReplaceLineEndings("\n"), Encoding.UTF8.GetString(decoded.ToArray()).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Encoder_refuses_an_output_that_is_too_small()
    {
        Assert.Throws<ArgumentException>(() => new QuotedPrintableEncoder().Flush(new byte[100], 0, 100, new byte[50]));
    }

    [Fact]
    public void Alternatives_are_found_by_format()
    {
        var message = Mails.Simple();
        message.Body = new MultipartAlternative { new TextPart("plain") { Text = "plain\n" }, new TextPart("html") { Text = "<p>html</p>\n" } };

        var read = Mails.Reread(message);

        var body = Assert.IsType<MultipartAlternative>(read.Body);
        Assert.Equal(2, body.Count);
        Assert.Equal("plain", read.TextBody!.Trim());
        Assert.Equal("<p>html</p>", read.HtmlBody!.Trim());
        Assert.Equal(["text/plain", "text/html"], read.BodyParts.Select(part => part.ContentType.MimeType));
    }

    [Fact]
    public void Written_message_has_one_mime_version_and_its_body_headers_last()
    {
        var message = Mails.Simple();
        message.Body = new MultipartAlternative { new TextPart("plain") { Text = "x\n" } };

        var head = Mails.Written(message).Split("\r\n\r\n")[0];

        Assert.Single(head.Split("\r\n"), line => line.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase));
        Assert.StartsWith("From: ", head, StringComparison.Ordinal);
        Assert.True(head.IndexOf("MIME-Version: 1.0", StringComparison.Ordinal) < head.IndexOf("Content-Type: multipart/alternative", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_message_is_written_as_it_was()
    {
        const string Text = "Received: from a by b; Mon, 02 Mar 2026 07:05:09 +0000\r\nContent-Type: multipart/mixed; boundary=x\r\nSubject: =?iso-8859-1?Q?Gr=FC=DFe?=\r\n\r\npreamble\r\n--x\r\n\r\none\r\n--x\r\nContent-Type: text/html\r\n\r\n<b>two</b>\r\n\r\n--x--\r\nepilogue\r\n";

        var message = Mails.Read(Text);

        Assert.Equal("Grüße", message.Subject);
        Assert.Equal(Text, Mails.Written(message));
    }

    [Theory]
    [InlineData("iso-8859-1", "Gr=FC=DFe")]
    [InlineData("windows-1252", "Gr=FC=DFe")]
    [InlineData("utf-8", "Gr=C3=BC=C3=9Fe")]
    [InlineData("no-such-charset", "Gr=C3=BC=C3=9Fe")]
    [InlineData("utf-7", "Gr=C3=BC=C3=9Fe")]
    public void Charsets_are_decoded(string charset, string encoded)
    {
        var message = Mails.Read($"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: quoted-printable\n\n{encoded}\n");

        Assert.Equal("Grüße", message.TextBody!.Trim());
    }

    [Fact]
    public void Flowed_text_reads_as_paragraphs()
    {
        var message = Mails.Read("Content-Type: text/plain; format=flowed\n\nOne line that \ngoes on.\n From stuffed\n");

        Assert.Equal("One line that goes on.\nFrom stuffed", message.TextBody!.ReplaceLineEndings("\n").Trim());
        Assert.Equal(TextFormat.Flowed, Assert.IsType<TextPart>(message.Body).Format);
    }

    [Fact]
    public void Parameters_survive_long_and_foreign_values()
    {
        var part = new MimePart("application", "pdf") { FileName = "Übersicht über alle Beiträge des vergangenen Jahres, ausführlich (Fassung 2).pdf", Content = new MimeContent(new MemoryStream("x"u8.ToArray())) };
        var message = Mails.Simple();
        message.Body = new Multipart("mixed") { new TextPart("plain") { Text = "x\n" }, part };

        var read = Mails.Reread(message);

        Assert.Equal(part.FileName, Assert.IsType<MimePart>(read.Attachments.Single()).FileName);
    }

    [Theory]
    [InlineData("text/plain; *=utf-8''x")]
    [InlineData("text/plain; =x; ;; charset")]
    [InlineData("text/plain; charset=\"utf-8")]
    [InlineData("text")]
    public void Content_type_that_is_not_well_formed_loses_no_message(string type)
    {
        var message = Mails.Read($"Subject: Still here\nContent-Type: {type}\n\nText\n");

        Assert.Equal("Still here", message.Subject);
        Assert.IsAssignableFrom<MimePart>(message.Body);
    }

    [Fact]
    public void Returned_message_is_read_with_its_status()
    {
        var message = Mails.Read("""
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            Sorry.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.com
            Original-Envelope-Id: delivery-1

            Final-Recipient: rfc822; reader@example.com
            Action: failed
            Status: 5.1.1

            --b
            Content-Type: text/rfc822-headers

            Message-Id: <one@example.org>
            Subject: Letter

            --b--
            """);

        var report = Assert.IsType<MultipartReport>(message.Body);
        var status = Assert.IsType<MessageDeliveryStatus>(report[1]);
        var returned = Assert.IsAssignableFrom<MessagePart>(report[2]);
        Assert.Equal("delivery-status", report.ReportType);
        Assert.Equal("delivery-1", status.StatusGroups[0]["Original-Envelope-Id"]);
        Assert.Equal("5.1.1", status.StatusGroups[1]["Status"]);
        Assert.Equal("one@example.org", returned.Message!.MessageId);
    }

    [Fact]
    public void Empty_stream_is_no_message()
    {
        Assert.Throws<FormatException>(() => MimeMessage.Load(new MemoryStream(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Writing_and_loading_work_asynchronously()
    {
        var message = Mails.Simple();
        using var stream = new MemoryStream();

        await message.WriteToAsync(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, stream, TestContext.Current.CancellationToken);
        stream.Position = 0;
        var read = await MimeMessage.LoadAsync(stream, TestContext.Current.CancellationToken);

        Assert.Equal(Mails.Written(message), Encoding.Latin1.GetString(stream.ToArray()));
        Assert.Equal(message.Subject, read.Subject);
    }

    private sealed class NotedAlternative(params object[] parts) : MultipartAlternative(parts)
    {
        public int Written { get; private set; }

        public override Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            Written++;
            Assert.True(contentOnly);
            return base.WriteToAsync(options, stream, contentOnly, cancellationToken);
        }
    }
}
