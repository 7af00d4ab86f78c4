using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Syndication.Tests.Compat.Mail;

public sealed class DkimTests
{
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly string[] Fields = ["From", "From", "To", "To", "Subject", "Subject", "Date", "Message-Id", "MIME-Version", "Content-Type", "List-Id"];

    public static TheoryData<DkimCanonicalizationAlgorithm, DkimCanonicalizationAlgorithm> Algorithms => new()
    {
        { DkimCanonicalizationAlgorithm.Relaxed, DkimCanonicalizationAlgorithm.Relaxed },
        { DkimCanonicalizationAlgorithm.Simple, DkimCanonicalizationAlgorithm.Simple },
        { DkimCanonicalizationAlgorithm.Relaxed, DkimCanonicalizationAlgorithm.Simple },
    };

    public static TheoryData<string> Bodies =>
    [
        "One line\n",
        "Blanks  at \t the end  \n \n\n  and at the start\n\n\n",
        "No line end",
        "",
        "\n\n",
        "Ünï\n",
    ];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Signature_is_good_to_another_implementation(DkimCanonicalizationAlgorithm headers, DkimCanonicalizationAlgorithm body)
    {
        var message = Message("Blanks  at \t the end  \n \n\n  and at the start\n\n\n");

        Sign(message, Signer(headers, body));

        Assert.Equal("True", Verify(message));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Every_body_is_signed_as_it_is_written(string text)
    {
        var message = Message(text);

        Sign(message, Signer());

        Assert.Equal("True", Verify(message));
    }

    [Fact]
    public void Field_that_is_added_to_an_oversigned_name_breaks_the_signature()
    {
        var message = Message("Text\n");
        Sign(message, Signer());

        message.Headers.Add("Subject", "Another");

        Assert.Equal("False", Verify(message));
    }

    [Fact]
    public void Signature_tells_domain_selector_time_and_names()
    {
        var message = Message("Text\n");
        var signer = Signer();
        signer.SignaturesExpireAfter = TimeSpan.FromDays(7);

        Sign(message, signer);

        var value = message.Headers[0].Value;
        Assert.Equal(HeaderId.DkimSignature, message.Headers[0].Id);
        Assert.StartsWith("v=1; a=rsa-sha256; d=example.org; s=mail; c=relaxed/relaxed; t=1767225600; x=1767830400; h=from:from:to:to:", value, StringComparison.Ordinal);
        Assert.All(Mails.WrittenHeader(message, "DKIM-Signature").Split("\r\n"), line => Assert.InRange(line.Length, 1, 78));
    }

    [Fact]
    public void Key_from_pem_signs_the_same()
    {
        var own = Message("Text\n");
        var pem = Message("Text\n");
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(Key.ExportRSAPrivateKeyPem()));
        var signer = new FixedTimeSigner(stream) { HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed, BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed };

        Sign(own, Signer());
        Sign(pem, signer);

        Assert.Equal(own.Headers[0].Value, pem.Headers[0].Value);
    }

    [Fact]
    public void File_without_a_key_is_refused()
    {
        using var stream = new MemoryStream("no key"u8.ToArray());

        Assert.Throws<FormatException>(() => new DkimSigner(stream, "example.org", "mail"));
    }

    [Theory]
    [InlineData("To")]
    [InlineData("From,Received")]
    [InlineData("From,DKIM-Signature")]
    [InlineData("From,Bcc")]
    public void Names_must_hold_from_and_nothing_that_changes(string names)
    {
        Assert.Throws<ArgumentException>(() => Signer().Sign(Message("Text\n"), names.Split(',')));
    }

    [Fact]
    public async Task Signed_message_travels_unchanged()
    {
        await using var server = Support.Smtp.ScriptedSmtpServer.Start();
        using var client = await Mails.ConnectAsync(server);
        var message = Message("Grüße, wie sie sind\n.\n");
        Sign(message, Signer());

        await client.SendAsync(message, TestContext.Current.CancellationToken);

        var received = await server.ReadMessageAsync(TestContext.Current.CancellationToken);
        Assert.Equal("True", Verify(received.Bytes));
    }

    private static MimeMessage Message(string text)
    {
        var message = Mails.Simple(subject: "Über  zwei Leerzeichen und eine lange Zeile, die gefaltet werden muss, damit sie passt", text: text);
        message.Headers.Add(HeaderId.ListId, "Letter <letter.example.org>");
        message.Date = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        message.MessageId = "1@example.org";
        return message;
    }

    private static void Sign(MimeMessage message, DkimSigner signer)
    {
        message.Prepare(EncodingConstraint.SevenBit);
        signer.Sign(message, Fields);
    }

    private static OwnKeySigner Signer(
        DkimCanonicalizationAlgorithm headers = DkimCanonicalizationAlgorithm.Relaxed, DkimCanonicalizationAlgorithm body = DkimCanonicalizationAlgorithm.Relaxed) =>
        new() { HeaderCanonicalizationAlgorithm = headers, BodyCanonicalizationAlgorithm = body };

    private static string Verify(MimeMessage message) => Verify(Encoding.Latin1.GetBytes(Mails.Written(message)));

    private static string Verify(byte[] message)
    {
        const string Script = """
            import sys
            try:
                import dkim
            except ImportError:
                print('missing'); sys.exit()
            key = sys.argv[1].encode()
            print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: b'v=DKIM1; k=rsa; p=' + key))
            """;
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(Python), "python3 is not installed.");
        var start = new ProcessStartInfo(Python) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        start.ArgumentList.Add(Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo()));
        using var process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(message);
        process.StandardInput.Close();
        var verdict = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.SkipWhen(string.Equals(verdict, "missing", StringComparison.Ordinal), "The Python module dkim is not installed.");
        return verdict;
    }

    private sealed class FixedTimeSigner(Stream pem) : DkimSigner(pem, "example.org", "mail")
    {
        protected override long GetTimestamp() => 1767225600;
    }

    private sealed class OwnKeySigner() : DkimSigner(new OwnKey(), "example.org", "mail")
    {
        protected override long GetTimestamp() => 1767225600;

        protected override ISigner CreateSigningContext() => new OwnSigner();
    }

    private sealed class OwnKey() : AsymmetricKeyParameter(true);

    private sealed class OwnSigner : ISigner
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public string AlgorithmName => "SHA-256withRSA";

        public void Init(bool forSigning, ICipherParameters parameters) => Reset();

        public void Update(byte input) => hash.AppendData([input]);

        public void BlockUpdate(byte[] input, int inOff, int inLen) => hash.AppendData(input, inOff, inLen);

        public void BlockUpdate(ReadOnlySpan<byte> input) => hash.AppendData(input);

        public int GetMaxSignatureSize() => Key.KeySize / 8;

        public byte[] GenerateSignature() => Key.SignHash(hash.GetHashAndReset(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        public bool VerifySignature(byte[] signature) => throw new NotSupportedException();

        public void Reset() => hash.GetHashAndReset();
    }
}
