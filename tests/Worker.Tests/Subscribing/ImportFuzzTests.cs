using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Importing;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Tests.Worker.Subscribing;

/// <summary>Whatever a file holds, an import ends with every line either taken or reported, and with no address that is none.</summary>
public sealed class ImportFuzzTests
{
    private static readonly string[] Headers =
    [
        "email", "email,status", "Email Address,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,TAGS,LEID", "uuid,email,name,attributes,status,created_at", "email,subscribed_to_emails,labels",
        "email,email_disabled,created_at", "email,subscriber_type,creation_date,tags", "email;newsletter;schedule;tags;time_zone;language;status;confirmed_at", "", "name,phone",
    ];

    private static readonly string[] Pieces =
    [
        "a@example.org", "b@exämple.org", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "\0", "confirmed", "unsubscribed", "bounced", "true", "regular", "enabled", "2024-01-02",
        "9999-99-99", "Europe/Istanbul", "../../etc/passwd", "[\"heart\"]", "treatments", "weekly", "\uFEFF", "\uFFFD", "\u202E", "=cmd()", "'; DROP TABLE subscribers; --", "😀", "ﬁ", new string('x', 300),
    ];

    [Fact]
    public async Task No_file_breaks_an_import()
    {
        await using var test = await Engines.SqliteAsync();
        await using var services = new ServiceCollection()
            .AddLogging().AddSubscribing().AddSingleton<TimeProvider>(new ManualClock()).AddSingleton(new PrivacyOptions()).AddSingleton(new ServiceOptions())
            .AddSingleton<IReadOnlyList<NewsletterOptions>>([ImportFiles.Treatments]).AddSingleton(test.Database).BuildServiceProvider();
        var import = services.GetRequiredService<SubscriberImport>();
        var files =
            from header in Gen.Elements(Headers)
            from pieces in Gen.Elements(Pieces).ListOf()
            from kind in Gen.Choose(0, 9)
            select Spoil(Encoding.UTF8.GetBytes(header + "\n" + string.Concat(pieces)), kind);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(files.ToArbitrary(), file => EndsAsync(import, file).GetAwaiter().GetResult()));

        Assert.Equal(0, await test.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers WHERE address NOT LIKE '%_@_%._%'"));
    }

    public static TheoryData<string> HostileFiles => [.. Hostile.Keys];

    /// <summary>Each with one line that can be taken, or none where the file is no text at all.</summary>
    private static readonly Dictionary<string, Func<byte[]>> Hostile = new(StringComparer.Ordinal)
    {
        ["a million columns in the header"] = () => Encoding.UTF8.GetBytes("email" + new string(',', 1_000_000) + "\na@example.org\n"),
        ["a million columns in a line"] = () => Encoding.UTF8.GetBytes("email,name\na@example.org" + new string(',', 1_000_000) + "\nb@example.org,B\n"),
        ["a field of twenty megabytes"] = () => Encoding.UTF8.GetBytes("email,name\nb@example.org,B\na@example.org,\"" + new string('x', 20_000_000) + "\"\n"),
        ["a quotation mark that never closes"] = () => Encoding.UTF8.GetBytes("email,name\nb@example.org,B\na@example.org,\"" + string.Concat(Enumerable.Repeat("c@example.org,C\n", 50_000))),
        ["a million quotation marks"] = () => Encoding.UTF8.GetBytes("email,name\nb@example.org,B\n" + new string('"', 1_000_001) + "\n"),
        ["UTF-8 with a mark"] = () => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("email,name\nb@example.org,B\n")],
        ["UTF-16 little end"] = () => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("email,name\nb@example.org,B\n")],
        ["UTF-16 big end"] = () => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("email,name\nb@example.org,B\n")],
        ["UTF-32"] = () => [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes("email,name\nb@example.org,B\n")],
        ["Latin-1"] = () => Encoding.Latin1.GetBytes("email,name\nb@example.org,Bj\u00f6rn\nb\u00f6@example.org,B\n"),
        ["NULs"] = () => Encoding.UTF8.GetBytes("email,name\nb@example.org,B\0B\na\0@example.org,A\n\0\0\0,\0\n"),
        ["nothing but NULs"] = () => new byte[1_000_000],
        ["line ends of an old Mac"] = () => Encoding.UTF8.GetBytes("email,name\rb@example.org,B\r"),
        ["one line of ten megabytes"] = () => Encoding.UTF8.GetBytes(new string('x', 10_000_000)),
    };

    [Theory]
    [MemberData(nameof(HostileFiles))]
    public async Task A_hostile_file_ends_in_time_with_its_sound_lines_taken(string name)
    {
        await using var test = await Engines.SqliteAsync();
        await using var services = new ServiceCollection()
            .AddLogging().AddSubscribing().AddSingleton<TimeProvider>(new ManualClock()).AddSingleton(new PrivacyOptions()).AddSingleton(new ServiceOptions())
            .AddSingleton<IReadOnlyList<NewsletterOptions>>([ImportFiles.Treatments]).AddSingleton(test.Database).BuildServiceProvider();

        Assert.True(await EndsAsync(services.GetRequiredService<SubscriberImport>(), Hostile[name]()).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken));

        string[] withoutLines = ["a million columns in the header", "nothing but NULs", "one line of ten megabytes"];
        Assert.Equal(withoutLines.Contains(name) ? null : "b@example.org", await test.ScalarAsync<string>("SELECT MIN(address) FROM subscribers WHERE address NOT LIKE 'c@%'"));
        Assert.Equal(0, await test.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers WHERE instr(address, char(0)) > 0 OR address LIKE 'a%'"));
    }

    private static async Task<bool> EndsAsync(SubscriberImport import, byte[] file)
    {
        var refused = 0;
        var summary = await import.RunAsync(new MemoryStream(file), new ImportOptions { Newsletter = ImportFiles.Treatments, Confirmed = true }, (_, batch) =>
        {
            refused += batch.Refused.Count;
            return Task.CompletedTask;
        }, CancellationToken.None);
        return summary.Lines == summary.Subscribed + summary.Left + summary.Suppressed + refused;
    }

    private static byte[] Spoil(byte[] file, int kind) => kind switch
    {
        0 => [.. file.Select((value, index) => index % 17 == 5 ? (byte)(value ^ 0xC3) : value)],
        1 => [0xFF, 0xFE, .. file],
        _ => file,
    };
}
