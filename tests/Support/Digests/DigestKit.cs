using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Hosting;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Http;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Support.Digests;

/// <summary>The real parts that plan, compose and send, over one database and a clock that the test moves.</summary>
public sealed class DigestKit : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider provider;
    private readonly DigestKit? before;
    private readonly string templates;
    private int posts;

    private DigestKit(TestDatabase database, ManualClock clock, Func<MailOptions, MailOptions> mail, DigestsOptions digests, NewsletterOptions newsletter, string templates, DigestKit? before = null)
    {
        this.before = before;
        this.templates = templates;
        Database = database;
        Clock = clock;
        Newsletter = newsletter;
        Mail = mail(new MailOptions { From = Newsletter.From, PickupFolder = Path.Combine(folder.Path, "pickup"), MaxConnections = 2 });
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(Log));
        services.AddSyndication(SettingsOf(digests));
        services.AddSingleton<TimeProvider>(clock);
        provider = services.BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public ManualClock Clock { get; }

    /// <summary>What was logged, from warnings on.</summary>
    public LogRecorder Log { get; } = new();

    public NewsletterOptions Newsletter { get; }

    public MailOptions Mail { get; }

    /// <summary>The folder of Markdown that <c>ContentIngest</c> reads.</summary>
    public string ContentFolder => Path.Combine(folder.Path, "content");

    /// <summary>Writes a post's file below the content folder.</summary>
    /// <param name="name">Its name without extension.</param>
    /// <param name="body">Its Markdown.</param>
    /// <param name="frontMatter">More lines of front matter.</param>
    public async Task WritePostAsync(string name, string body, string frontMatter = "")
    {
        var file = Path.Combine(ContentFolder, name + ".md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, $"---\ntype: disease\n{(frontMatter.Contains("title:", StringComparison.Ordinal) ? "" : $"title: About {name}\n")}{(frontMatter.Contains("date:", StringComparison.Ordinal) ? "" : "date: 2024-11-20\n")}{frontMatter}\n---\n\n{body}\n");
    }

    /// <summary>Reads the content folder and makes its posts public.</summary>
    public Task IngestAsync() => Get<ContentIngest>().RunAsync(null, CancellationToken.None);

    /// <summary>The posts that are public.</summary>
    public PublishedPosts Published => Get<PublishedPosts>();

    /// <summary>A kit over a database, which is brought up to date; the clock stands at a Monday, 09:00 UTC.</summary>
    public static async Task<DigestKit> CreateAsync(
        TestDatabase database, Func<MailOptions, MailOptions>? mail = null, DigestsOptions? digests = null, ManualClock? clock = null,
        Func<NewsletterOptions, NewsletterOptions>? newsletter = null, string? templates = null)
    {
        await database.MigrateAsync();
        var standard = NewsletterOf(PropertyFilter.Everything);
        return new DigestKit(database, clock ?? new ManualClock(), mail ?? (options => options), digests ?? new DigestsOptions(), newsletter?.Invoke(standard) ?? standard,
            templates ?? Path.Combine(AppContext.BaseDirectory, "templates"));
    }

    /// <summary>The same after a restart: another process over the same database, clock and posts.</summary>
    public DigestKit Restarted()
    {
        var after = new DigestKit(Database, Clock, _ => Mail, Get<DigestsOptions>(), Newsletter, templates, this) { posts = posts };
        after.Published.Replace(Published.Current);
        return after;
    }

    public T Get<T>() where T : notnull => provider.GetRequiredService<T>();

    /// <summary>A post that exists in memory only; planners need no more.</summary>
    public LedgerPost CreatePost(string? id = null, string type = "disease", string[]? tags = null, DateTimeOffset? published = null, string hash = "1")
    {
        var number = ++posts;
        var name = id ?? string.Create(CultureInfo.InvariantCulture, $"tag:post-{number}");
        var properties = new FrontMatterMapping([new FrontMatterEntry("type", new FrontMatterScalar(type, 2, 7), 2, 1)], 1, 1);
        var post = new Post
        {
            File = name + ".md",
            Title = "Post " + name,
            Published = published ?? Clock.GetUtcNow(),
            Url = "https://www.example.org/" + Uri.EscapeDataString(name),
            Language = "en",
            Description = "About " + name,
            Properties = properties,
            Type = type,
            Tags = [.. (tags ?? []).Select(tag => new PostTag(tag, tag))],
            ContentHash = hash,
            BodyHash = name,
        };
        return new LedgerPost(post, name, post.Published, number);
    }

    /// <summary>Makes posts public beside those that are, and numbers them.</summary>
    public async Task PublishAsync(params LedgerPost[] more)
    {
        var current = Published.Current;
        Published.Replace(new PublishedState(current.Revision + 1, current.Posts.SetItems(more.Select(post => KeyValuePair.Create(post.Id, post)))));
        await Get<AnnouncementRecorder>().RecordAsync(Published.Current, CancellationToken.None);
    }

    /// <summary>Takes a post away from what is public.</summary>
    public async Task RemoveAsync(string id)
    {
        var current = Published.Current;
        Published.Replace(new PublishedState(current.Revision + 1, current.Posts.Remove(id)));
        await Get<AnnouncementRecorder>().RecordAsync(Published.Current, CancellationToken.None);
    }

    /// <summary>Says that another process has brought the ledger to a revision.</summary>
    public Task SetLedgerRevisionAsync(long revision) => Database.ExecuteAsync(
        "INSERT INTO counters (name, value) VALUES ('ledger', @revision) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { revision });

    /// <summary>Adds a subscription whose watermark is the newest arrival, and returns its identifier.</summary>
    public async Task<string> SubscribeAsync(
        string address, string schedule = "weekly", string? zone = null, string[]? tags = null, string state = "Confirmed", string? language = null)
    {
        var (subscriber, subscription) = (RandomId.New(), RandomId.New());
        await Database.ExecuteAsync(
            "INSERT INTO subscribers (id, address, address_key, language, created_at) VALUES (@subscriber, @address, @address, @language, 0)",
            new { subscriber, address, language });
        await Database.ExecuteAsync(
            """
            INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, tags, time_zone, announced_through, consent_text, consent_at, confirmed_at)
            VALUES (@subscription, @subscriber, @Name, @state, @schedule, @tags, @zone, COALESCE((SELECT value FROM counters WHERE name = 'arrivals/' || @Name), 0), '', 0, 0)
            """,
            new
            {
                subscription,
                subscriber,
                Newsletter.Name,
                state,
                schedule,
                zone,
                tags = tags is null ? null : System.Text.Json.JsonSerializer.Serialize(tags),
            });
        return subscription;
    }

    /// <summary>Plans every schedule at the clock's time.</summary>
    public async Task<IReadOnlyList<PlannedEdition>> PlanAsync()
    {
        var planned = new List<PlannedEdition>();
        foreach (var schedule in Newsletter.Schedules)
        {
            planned.AddRange(await Get<EditionPlanner>().PlanAsync(Newsletter, schedule, Clock.GetUtcNow(), CancellationToken.None));
        }

        return planned;
    }

    /// <summary>Plans what is to be told at once.</summary>
    public Task<IReadOnlyList<PlannedEdition>> PlanNoticesAsync() => Get<EditionPlanner>().PlanNoticesAsync(Newsletter, Clock.GetUtcNow(), CancellationToken.None);

    /// <summary>Ends all that waits as a dispatcher would, with receipts for what was sent or may have been.</summary>
    public async Task EndAsync(string state = "Sent")
    {
        var now = Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await Database.ExecuteAsync(
            """
            INSERT INTO receipts (subscription_id, edition_id, variant_key, state, sent_at)
            SELECT subscription_id, edition_id, variant_key, @state, @now FROM deliveries WHERE state = 'Queued' AND @state IN ('Sent', 'Unknown')
            """, new { state, now });
        await Database.ExecuteAsync("UPDATE deliveries SET state = @state, finished_at = @now WHERE state = 'Queued'", new { state, now });
    }

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        if (before is null) await Database.DisposeAsync();
        folder.Dispose();
    }

    private static NewsletterOptions NewsletterOf(PropertyFilter where)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        return new NewsletterOptions
        {
            Name = "treatments",
            Title = "Treatment notes",
            Where = where.Conditions.Count > 0 ? where : new PropertyFilter(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["type"] = ["disease"] }),
            Schedules =
            [
                new ScheduleOptions("weekly", new CronExpression("0 0 8 ? * MON", zone), zone),
                new ScheduleOptions("daily", new CronExpression("0 0 8 * * ?", zone), zone),
            ],
            From = new MailAddress("Example Health Notes", "notes@news.example.org"),
            PostalAddress = "1 Main Street",
            Disclaimer = "No medical advice.",
            Languages = ["en", "tr"],
        };
    }

    private ServiceSettings SettingsOf(DigestsOptions digests)
    {
        Directory.CreateDirectory(ContentFolder);
        return new ServiceSettings
        {
            BaseFolder = folder.Path,
            TemplatesFolder = templates,
            Service = new ServiceOptions { PublicUrl = new Uri("https://news.example.org") },
            Site = new SiteOptions { BaseUrl = new Uri("https://www.example.org"), Title = "Example Health Notes" },
            Content = new ContentOptions { Folder = ContentFolder },
            Feeds = new FeedsOptions { OutputFolder = Path.Combine(folder.Path, "feeds"), PublicUrl = new Uri("https://news.example.org/feeds") },
            Newsletters = [Newsletter],
            Digests = digests,
            Subscribe = new SubscribeOptions(),
            Mail = Mail,
            Privacy = new PrivacyOptions(),
            Storage = Database.Options,
        };
    }
}
