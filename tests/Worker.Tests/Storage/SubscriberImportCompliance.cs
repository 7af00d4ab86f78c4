using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Http;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Importing;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Tests.Worker.Storage;

public abstract class SubscriberImportCompliance : StoreCompliance
{
    private readonly ManualClock clock = new();
    private ServiceProvider? services;

    private ServiceProvider Services => services ??= new ServiceCollection()
        .AddLogging().AddSubscribing().AddSingleton<TimeProvider>(clock).AddSingleton(new PrivacyOptions()).AddSingleton(new ServiceOptions())
        .AddSingleton<IReadOnlyList<NewsletterOptions>>([Treatments]).AddSingleton(Test.Database).BuildServiceProvider();

    private static NewsletterOptions Treatments => ImportFiles.Treatments;

    [Fact]
    public async Task Listmonk_file_brings_status_and_dates()
    {
        var (summary, refused) = await ImportAsync(
            """
            uuid,email,name,attributes,status,created_at,updated_at
            u1,Ann@Example.org,Ann,"{""city"": ""Ankara""}",enabled,2024-01-02 15:04:05.123456 +0000 UTC,2024-01-02 15:04:05 +0000 UTC
            u2,off@example.org,Off,{},disabled,2024-01-02 15:04:05 +0000 UTC,
            u3,no@example.org,No,{},blocklisted,2024-01-02 15:04:05 +0000 UTC,
            """);

        Assert.Equal((ImportSource.Listmonk, 1L, 1L), (summary.Source, summary.Subscribed, summary.Suppressed));
        Assert.Equal([(3L, "inactive", "off@example.org")], refused.Select(Tuple));
        Assert.Equal(("Ann@example.org", "Confirmed", "2024-01-02T15:04:05"), await OnlyAsync());
    }

    [Fact]
    public async Task Mailchimp_files_tell_who_left_and_whose_address_bounced()
    {
        await ImportAsync(
            """
            Email Address,First Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,TIMEZONE,LAST_CHANGED,LEID,EUID,NOTES,TAGS
            ann@example.org,Ann,2,2018-02-05 19:28:22,,2018-02-05 19:30:00,,Europe/Istanbul,,1,e,,'Heart;VIP'
            never@example.org,Never,2,,,,,,,2,e,,
            """);
        await ImportAsync(
            """
            Email Address,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,LEID
            left@example.org,2018-02-05 19:28:22,2018-02-05 19:28:22,2020-05-13 10:18:25,3
            """);
        await ImportAsync(
            """
            Email Address,OPTIN_TIME,CONFIRM_TIME,CLEAN_TIME,LEID
            gone@example.org,2018-02-05 19:28:22,2018-02-05 19:28:22,2020-05-13 10:18:25,4
            """);

        Assert.Equal("Confirmed Europe/Istanbul [\"heart\"]", await Test.ScalarAsync<string>("SELECT s.state || ' ' || s.time_zone || ' ' || s.tags FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id WHERE r.address_key = 'ann@example.org'"));
        Assert.Equal("Unsubscribed", await StateAsync("left@example.org"));
        Assert.Null(await StateAsync("gone@example.org"));
        Assert.Null(await StateAsync("never@example.org"));
        Assert.Equal("Bounce", await Test.ScalarAsync<string>("SELECT reason FROM suppressions"));
    }

    [Theory]
    [InlineData("id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers", "1,ann@example.org,,,true,,,2022-03-13T13:36:31.230Z,,,", "1,left@example.org,,,false,,,2022-03-13T13:36:31.230Z,,,")]
    [InlineData("email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at", "ann@example.org,false,,other,false,2022-03-13T13:36:31.230Z,", "left@example.org,true,,other,true,2022-03-13T13:36:31.230Z,")]
    [InlineData("email,notes,tags,subscriber_type,creation_date,unsubscription_date", "ann@example.org,,,regular,2022-03-13T13:36:31.230Z,", "left@example.org,,,unsubscribed,2022-03-13T13:36:31.230Z,2023-01-01")]
    [InlineData("email,status,consent_at", "ann@example.org,confirmed,2022-03-13T13:36:31.230Z", "left@example.org,unsubscribed,2022-03-13T13:36:31.230Z")]
    [InlineData("\uFEFFE-Mail;Status;Created_At", "ann@example.org;active;2022-03-13T13:36:31.230Z", "left@example.org;left;2022-03-13T13:36:31.230Z")]
    public async Task Who_is_in_and_who_left_is_read_of_each_service(string header, string subscribed, string left)
    {
        var (summary, refused) = await ImportAsync($"{header}\r\n{subscribed}\r\n{left}\r\n");

        Assert.Empty(refused);
        Assert.Equal((1L, 1L), (summary.Subscribed, summary.Left));
        Assert.Equal(("Confirmed", "Unsubscribed"), (await StateAsync("ann@example.org"), await StateAsync("left@example.org")));
        Assert.Equal(1, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions WHERE state = 'Confirmed' AND consent_at = 1647178591230"));
    }

    [Fact]
    public async Task Own_file_says_everything_itself_and_every_fault_is_reported_with_its_line()
    {
        var (summary, refused) = await ImportAsync(
            """
            email,newsletter,schedule,tags,time_zone,language,status,confirmed_at
            one@example.org,treatments,daily,"Heart, Influenza",Europe/Istanbul,tr,,2024-01-01T00:00:00Z
            no address,treatments,,,,,confirmed,
            two@example.org,other,,,,,confirmed,
            three@example.org,,hourly,,,,confirmed,
            four@example.org,,,,Mars/Olympus,,confirmed,
            five@example.org,,,,,,perhaps,
            six@example.org,,,,,,,
            seven@example.org,,
            """);

        Assert.Equal(1, summary.Subscribed);
        Assert.Equal(["3 address", "4 newsletter", "5 schedule", "6 time-zone", "7 status", "8 unconfirmed", "9 malformed"], refused.Select(each => $"{each.Line} {each.Reason}"));
        Assert.Equal("daily [\"heart\",\"influenza\"] tr", await Test.ScalarAsync<string>("SELECT s.schedule || ' ' || s.tags || ' ' || r.language FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id"));
    }

    [Fact]
    public async Task Nobody_who_left_or_is_suppressed_comes_back()
    {
        await ImportAsync("email\nleft@example.org\nstays@example.org\n", confirmed: true);
        await Test.ExecuteAsync("UPDATE subscriptions SET state = 'Unsubscribed', unsubscribed_at = 1 WHERE subscriber_id IN (SELECT id FROM subscribers WHERE address_key = 'left@example.org')");
        await Test.Database.WriteAsync(transaction => Services.GetRequiredService<SuppressionStore>().AddAsync(transaction, "erased@example.org", SuppressionReason.Erasure, clock.GetUtcNow()), CancellationToken.None);

        var (_, refused) = await ImportAsync("email\nleft@example.org\nERASED@example.org\nstays@example.org\n", confirmed: true);

        Assert.Equal(["2 unsubscribed", "3 suppressed", "4 known"], refused.Select(each => $"{each.Line} {each.Reason}"));
        Assert.Equal("Unsubscribed", await StateAsync("left@example.org"));
        Assert.Equal(0, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers WHERE address_key = 'erased@example.org'"));
    }

    [Fact]
    public async Task Leaving_wins_over_another_line_unless_the_reader_confirmed_here_later()
    {
        await ImportAsync("email,status\nann@example.org,confirmed\nANN@example.org,unsubscribed\n");
        Assert.Equal("Unsubscribed", await StateAsync("ann@example.org"));

        await ImportAsync("email,status,confirmed_at\nlate@example.org,confirmed,2024-05-01\n");
        await ImportAsync("email,status,unsubscribed_at\nlate@example.org,unsubscribed,2023-01-01\n");
        Assert.Equal("Confirmed", await StateAsync("late@example.org"));
        await ImportAsync("email,status,unsubscribed_at\nlate@example.org,unsubscribed,2024-06-01\n");
        Assert.Equal("Unsubscribed", await StateAsync("late@example.org"));
    }

    [Fact]
    public async Task Waiting_sign_up_is_confirmed_with_what_the_file_says()
    {
        var address = AddressRules.Read("ann@example.org").Address!;
        await Services.GetRequiredService<SignUpWorkflow>().SubscribeAsync(
            new SignUpRequest(address, null, new SubscriptionWish { Newsletter = "treatments", Schedule = "daily", ConsentText = "form" }), CancellationToken.None);

        await ImportAsync("email,status\nann@example.org,confirmed\n");

        Assert.Equal("Confirmed weekly", await Test.ScalarAsync<string>("SELECT state || ' ' || schedule FROM subscriptions"));
    }

    [Fact]
    public async Task Watermark_starts_at_the_newest_arrival()
    {
        await Test.ExecuteAsync("INSERT INTO counters (name, value) VALUES ('arrivals/treatments', 17)");

        await ImportAsync("ann@example.org\n", confirmed: true);

        Assert.Equal(17, await Test.ScalarAsync<long>("SELECT announced_through FROM subscriptions"));
    }

    [Fact]
    public async Task Dry_run_tells_and_changes_nothing()
    {
        var (summary, _) = await ImportAsync("email,status\nann@example.org,confirmed\nbob@example.org,bounced\n", options: new ImportOptions { Newsletter = Treatments, DryRun = true });

        Assert.Equal((1L, 1L), (summary.Subscribed, summary.Suppressed));
        Assert.Equal(0, await Test.ScalarAsync<long>("SELECT (SELECT COUNT(*) FROM subscribers) + (SELECT COUNT(*) FROM suppressions)"));
    }

    [Fact]
    public async Task Import_that_was_killed_between_batches_ends_in_the_same_state_when_run_again()
    {
        var file = new StringBuilder("email,status\n");
        for (var number = 0; number < 9_000; number++) file.Append("reader").Append(number % 8_800).Append(number % 7 == 0 ? "@example.org,unsubscribed\n" : "@example.org,confirmed\n");
        await Assert.ThrowsAsync<OperationCanceledException>(() => Services.GetRequiredService<SubscriberImport>().RunAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(file.ToString())), new ImportOptions { Newsletter = Treatments, BatchLines = 1_000 },
            (_, _) => throw new OperationCanceledException("killed"), CancellationToken.None));
        Assert.InRange(await Test.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions"), 1, 8_000);

        await ImportAsync(file.ToString());
        var once = await CountsAsync();
        var (summary, refused) = await ImportAsync(file.ToString());

        Assert.Equal(once, await CountsAsync());
        Assert.Equal(0, summary.Subscribed + summary.Left);
        Assert.Equal(9_000, refused.Count);
        Assert.Equal(8_800, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
    }

    [Fact]
    public async Task A_suppression_holds_for_the_subscriptions_of_its_own_batch()
    {
        var (summary, refused) = await ImportAsync("email,status\nann@example.org,confirmed\nann@example.org,complained\nbob@example.org,confirmed\n");

        Assert.Equal((1L, 1L), (summary.Subscribed, summary.Suppressed));
        Assert.Equal([(2L, "suppressed", "ann@example.org")], refused.Select(Tuple));
        Assert.Equal("bob@example.org", await Test.ScalarAsync<string>("SELECT address FROM subscribers"));
    }

    [Fact]
    public async Task What_one_person_s_lines_say_is_weighed_in_the_order_of_the_file_however_many_write()
    {
        var file = new StringBuilder("email,status,time_zone\n");
        foreach (var zone in new[] { "Europe/Istanbul", "Asia/Tokyo" })
        {
            for (var number = 0; number < 500; number++) file.Append("reader").Append(number).Append("@example.org,confirmed,").Append(zone).Append('\n');
        }

        var (summary, refused) = await ImportAsync(file.ToString(), options: new ImportOptions { Newsletter = Treatments, BatchLines = 70 });

        Assert.Equal((1000L, 500L, 500), (summary.Lines, summary.Subscribed, refused.Count));
        Assert.All(refused, each => Assert.InRange(each.Line, 502, 1001));
        Assert.Equal(500, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions WHERE time_zone = 'Europe/Istanbul'"));
    }

    private async Task<(ImportSummary Summary, List<ImportRefusal> Refused)> ImportAsync(string text, bool confirmed = false, ImportOptions? options = null)
    {
        await Test.ExecuteAsync("INSERT INTO tag_slugs (tag, slug) VALUES ('heart', 'heart') ON CONFLICT (tag) DO NOTHING");
        var refused = new List<ImportRefusal>();
        var summary = await Services.GetRequiredService<SubscriberImport>().RunAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), options ?? new ImportOptions { Newsletter = Treatments, Confirmed = confirmed },
            (_, batch) =>
            {
                refused.AddRange(batch.Refused);
                return Task.CompletedTask;
            },
            CancellationToken.None);
        // Where two write, their batches are told of in the order in which they end.
        refused.Sort((one, other) => one.Line.CompareTo(other.Line));
        return (summary, refused);
    }

    private static (long Line, string Reason, string Address) Tuple(ImportRefusal refusal) => (refusal.Line, refusal.Reason, refusal.Address);

    private Task<string?> StateAsync(string key) =>
        Test.ScalarAsync<string>("SELECT s.state FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id WHERE r.address_key = @key", new { key });

    private async Task<(string Address, string State, string At)> OnlyAsync() => (
        (await Test.ScalarAsync<string>("SELECT address FROM subscribers"))!,
        (await Test.ScalarAsync<string>("SELECT state FROM subscriptions"))!,
        DateTimeOffset.FromUnixTimeMilliseconds(await Test.ScalarAsync<long>("SELECT consent_at FROM subscriptions")).ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));

    private Task<string?> CountsAsync() => Test.ScalarAsync<string>(
        "SELECT (SELECT COUNT(*) FROM subscribers) || ' ' || (SELECT COUNT(*) FROM subscriptions WHERE state = 'Confirmed') || ' ' || (SELECT COUNT(*) FROM subscriptions WHERE state = 'Unsubscribed')");
}
