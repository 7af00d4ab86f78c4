using System.Diagnostics;
using System.Globalization;
using System.Text;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Newsletters.Bounces;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Bounces;

/// <summary>Anybody may send anything to an address that takes returned mail.</summary>
public sealed class HostileMailTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private DigestKit kit = null!;

    public async ValueTask InitializeAsync() => kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), mail => mail with { Bounces = ReturnedMails.OptionsIn(folder) });

    public async ValueTask DisposeAsync()
    {
        await kit.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void Damaged_mails_are_read_without_an_exception_and_prove_nothing_they_did_not()
    {
        var parser = kit.Get<ReturnedMailParser>();
        var id = RandomId.New();
        var mails = Directory.GetFiles(ReturnedMails.Folder).Order(StringComparer.Ordinal).Select(file => kit.Read(Path.GetFileNameWithoutExtension(file), id)).ToList();
        var random = new SeededNumbers(20261122);
        for (var round = 0; round < 4000; round++)
        {
            var mail = Damage(mails[random.Next(mails.Count)], mails[random.Next(mails.Count)], random);
            var returned = parser.Parse(mail);
            var key = returned switch { ReturnedMail.Failed failed => failed.About.Key, ReturnedMail.Complaint complaint => complaint.About.Key, _ => null };
            Assert.True(key?.DeliveryId is null || key.DeliveryId == id);
        }
    }

    [Fact]
    public async Task Huge_deep_and_endless_mails_are_kept_and_take_no_time()
    {
        string[] hostile =
        [
            "", "\n", "x", "From \n", new string('a', 300_000), string.Concat(Enumerable.Repeat("X-A: b\r\n", 100_000)),
            "Content-Type: multipart/report; boundary=a\n\n" + string.Concat(Enumerable.Repeat("--a\nContent-Type: multipart/mixed; boundary=a\n\n", 20_000)),
            "Content-Type: multipart/report; boundary=b\n\n" + Nested(2_000) + "--b--",
            "Content-Type: multipart/report; boundary=c\n\n--c\nContent-Type: message/delivery-status\n\n" + string.Concat(Enumerable.Repeat("Action: failed\nStatus: 2.0.0\n\n", 60_000)),
            "To: " + string.Concat(Enumerable.Repeat("bounce+a.", 100_000)) + "\n\n",
            "Subject: x\n\nHi. This is the " + new string(' ', 500_000) + string.Concat(Enumerable.Repeat("550 5.", 50_000)),
            "Subject: x\n\n" + string.Concat(Enumerable.Repeat("Message-ID: <a@b", 50_000)),
            "Content-Type: message/rfc822\n\n" + string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 20_000)),
            new string('b', ReturnedMailParser.LongestMail + 1),
        ];
        var reader = kit.Get<ReturnedMailReader>();
        foreach (var mail in hostile)
        {
            var watch = Stopwatch.StartNew();
            await reader.ReadAsync(Encoding.Latin1.GetBytes(mail), null, CancellationToken.None);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), string.Create(CultureInfo.InvariantCulture, $"{mail.Length} bytes beginning {mail[..Math.Min(40, mail.Length)]} took {watch.Elapsed}"));
        }

        Assert.Equal(0, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM bounces"));
        Assert.Equal(0, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM suppressions"));
    }

    private static string Nested(int depth)
    {
        var text = new StringBuilder();
        for (var level = 0; level < depth; level++)
        {
            text.Append(CultureInfo.InvariantCulture, $"--b{(level == 0 ? "" : level)}\nContent-Type: multipart/mixed; boundary=b{level + 1}\n\n");
        }

        return text.ToString();
    }

    /// <summary>Flips, drops and doubles bytes, and sews two mails together.</summary>
    private static byte[] Damage(byte[] mail, byte[] other, SeededNumbers random)
    {
        var bytes = mail.ToList();
        for (var change = random.Next(8); change >= 0 && bytes.Count > 10; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(200), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, other.Take(random.Next(other.Length))); break;
                default: bytes.InsertRange(at, bytes.Skip(at).Take(random.Next(100)).ToList()); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The same numbers in each run (a linear congruential generator).</summary>
    private sealed class SeededNumbers(uint seed)
    {
        private uint state = seed;

        public int Next(int below)
        {
            state = unchecked((state * 1664525) + 1013904223);
            return below == 0 ? 0 : (int)((state >> 8) % (uint)below);
        }
    }
}
