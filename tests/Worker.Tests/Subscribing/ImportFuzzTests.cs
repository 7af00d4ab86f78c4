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
