using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Smtp;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Hosting.Health;
using Syndication.Worker.Mail;
using Syndication.Worker.Model.Sending;
using Syndication.Worker.Newsletters.Sending;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Sending;

namespace Syndication.Tests.Integration.Sending;

/// <summary>An edition that is planned, a scripted server, and the dispatcher that sends the one to the other.</summary>
internal sealed class RunningEdition : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private CancellationTokenSource? stop;
    private Task running = Task.CompletedTask;

    private RunningEdition(DigestKit kit, ScriptedSmtpServer server) => (Kit, Server) = (kit, server);

    public DigestKit Kit { get; }

    public ScriptedSmtpServer Server { get; }

    public ManualClock Clock => Kit.Clock;

    /// <summary>Plans an edition for these readers; nothing is sent yet.</summary>
    /// <param name="readers">Their addresses.</param>
    /// <param name="database">Where; a SQLite file of its own when null.</param>
    /// <param name="mail">What is set differently.</param>
    /// <param name="timerSpeed">How much sooner timers are due than the service asks for: 1 where it must not lose its patience on a busy machine.</param>
    public static async Task<RunningEdition> PlanAsync(
        IEnumerable<string> readers, TestDatabase? database = null, Func<MailOptions, MailOptions>? mail = null, double timerSpeed = 50)
    {
        var server = ScriptedSmtpServer.Start();
        var kit = await DigestKit.CreateAsync(
            database ?? TestDatabase.Sqlite(), options => (mail ?? (given => given))(options with
            {
                Transport = MailTransportKind.Smtp,
                Host = server.Host,
                Port = server.Port,
                Security = MailSecurity.None,
                MaxConnections = 8,
            }), clock: new ManualClock { TimerSpeed = timerSpeed });
        await WriteAsync(kit, "old");
        await kit.Get<ContentIngest>().RunAsync(null, CancellationToken.None);
        await kit.PlanAsync();
        await SubscribeAsync(kit, readers);
        await WriteAsync(kit, "new");
        await kit.Get<ContentIngest>().RunAsync(null, CancellationToken.None);
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        return new RunningEdition(kit, server);
    }

    /// <summary>Begins to send.</summary>
    public void Start()
    {
        stop = new CancellationTokenSource();
        running = Kit.Get<DeliveryDispatcher>().RunAsync(stop.Token);
    }

    /// <summary>Stops as a service does.</summary>
    public async Task StopAsync()
    {
        if (stop is null) return;
        await stop.CancelAsync();
        await running;
        stop.Dispose();
        stop = null;
    }

    /// <summary>How often it stopped since too much came back, and ops let it go on.</summary>
    public int Resumed { get; private set; }

    /// <summary>Lets time go by until every delivery has ended: seconds while something happens, ever more while nothing does, and to the next that is due.</summary>
    public async Task FinishAsync()
    {
        var (before, step) = ("", TimeSpan.FromSeconds(1));
        await Eventually.BeTrueAsync(
            async () =>
            {
                try
                {
                    if (await CountAsync("finished_at IS NULL") == 0) return true;
                    await ResumeAsync();
                    var now = await DescribeAsync();
                    step = now != before ? TimeSpan.FromSeconds(2) : step < TimeSpan.FromMinutes(5) ? step * 4 : step;
                    before = now;
                    if (await ReadPauseAsync(step) is var pause && pause > TimeSpan.Zero) Clock.Advance(pause);
                }
                catch (DbException exception)
                {
                    before = exception.Message;
                }

                return false;
            }, () => "Deliveries never came to an end: " + before, Patience, TimeSpan.FromMilliseconds(15));
    }

    private async Task ResumeAsync()
    {
        var control = Kit.Get<EditionControlStore>();
        foreach (var paused in await control.ReadPausedAsync(CancellationToken.None))
        {
            if (paused.Pause.Reason != PauseReason.Bounces) continue;
            await control.ResumeAsync(paused.Id, CancellationToken.None);
            Resumed++;
        }
    }

    private async Task<TimeSpan> ReadPauseAsync(TimeSpan step)
    {
        if (await CountAsync("finished_at IS NULL AND (state IN ('Leased', 'Sending') OR due_at <= @Now)") > 0) return step;
        var next = await Kit.Database.ScalarAsync<long>("SELECT MIN(due_at) FROM deliveries WHERE finished_at IS NULL");
        var wait = DateTimeOffset.FromUnixTimeMilliseconds(next) - Clock.GetUtcNow();
        // Those that come back one by one after hours are waited for together.
        if (wait > TimeSpan.FromSeconds(10)) wait *= 1.5;
        return await CountAsync("finished_at IS NULL AND attempts < 4") == 0 ? wait + TimeSpan.FromHours(1) : wait;
    }

    /// <summary>How many deliveries are in each state and have been tried how often.</summary>
    private async Task<string> DescribeAsync() => await Kit.Database.ScalarAsync<string>(
        "SELECT string_agg(line, '; ') FROM (SELECT state || ' ' || COUNT(*) || ' ' || SUM(attempts) || ' ' || SUM(unknowns) AS line FROM deliveries GROUP BY state ORDER BY state)") ?? "";

    /// <summary>Looks until so many deliveries meet a condition.</summary>
    public Task UntilAsync(string where, long count) => Eventually.BeTrueAsync(async () => await CountAsync(where) >= count, () => "There never were so many with " + where, Patience);

    public Task<long> CountAsync(string where) =>
        Kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE kind = 'Digest' AND " + where, new { Now = Clock.GetUtcNow().ToUnixTimeMilliseconds() });

    /// <summary>What <c>/health/ready</c> says of mail; empty when all is well.</summary>
    public async Task<string> ReadHealthAsync()
    {
        var check = new MailHealthCheck(Kit.Get<DestinationHealth>(), Kit.Get<DomainPaces>(), Kit.Get<DeliveryLog>(), Kit.Get<EditionControlStore>());
        return (await check.CheckHealthAsync(new HealthCheckContext())).Description ?? "";
    }

    /// <summary>Fails unless each of so many readers has one message, and the ledger says so.</summary>
    /// <param name="readers">How many.</param>
    /// <param name="refusesSome">Whether the server refused some messages at their end.</param>
    public async Task AssertEachOnceAsync(int readers, bool refusesSome = false)
    {
        var rows = await ReadAsync();
        Assert.Equal(readers, rows.Count);
        Assert.All(rows, row => Assert.Equal(("Sent", "Sent"), (row.State, row.Receipt)));
        Assert.Equal(rows.Select(row => row.Address).Order(StringComparer.Ordinal), Server.Messages.Where(message => message.Accepted || !refusesSome).Select(message => message.Recipients[0]).Order(StringComparer.Ordinal));
    }

    /// <summary>Every delivery of the edition.</summary>
    public Task<IReadOnlyList<Row>> ReadAsync() => Kit.Database.Database.ReadAsync<IReadOnlyList<Row>>(async connection =>
        (await Dapper.SqlMapper.QueryAsync<Row>(connection,
            """
            SELECT p.address, d.state, d.attempts, d.message_id, r.state AS receipt FROM deliveries d
            JOIN subscriptions s ON s.id = d.subscription_id JOIN subscribers p ON p.id = s.subscriber_id
            LEFT JOIN receipts r ON r.subscription_id = d.subscription_id AND r.edition_id = d.edition_id
            """)).ToList(), CancellationToken.None);

    /// <summary>Whom the server has copies for, by Message-ID: those it accepted, and those after which it dropped the line.</summary>
    public ILookup<string, string> ReadCopies(Func<string, bool> isKeptUnsaid) => Server.Messages
        .Where(message => message.Accepted || isKeptUnsaid(message.Recipients[0]))
        .ToLookup(message => MessageIdOf(message.Text), message => message.Recipients[0], StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Kit.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static string MessageIdOf(string text)
    {
        var start = text.IndexOf("Message-Id: <", StringComparison.OrdinalIgnoreCase) + "Message-Id: <".Length;
        return text[start..text.IndexOf('>', start)];
    }

    private static Task SubscribeAsync(DigestKit kit, IEnumerable<string> readers) => kit.Database.Database.WriteAsync(
        async transaction =>
        {
            var rows = readers.Select(address => new { Subscriber = RandomId.New(), Subscription = RandomId.New(), address, kit.Newsletter.Name }).ToList();
            await Dapper.SqlMapper.ExecuteAsync(transaction.Connection!, "INSERT INTO subscribers (id, address, address_key, created_at) VALUES (@Subscriber, @address, @address, 0)", rows, transaction);
            await Dapper.SqlMapper.ExecuteAsync(transaction.Connection!,
                """
                INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, announced_through, consent_text, consent_at, confirmed_at)
                VALUES (@Subscription, @Subscriber, @Name, 'Confirmed', 'weekly', COALESCE((SELECT value FROM counters WHERE name = 'arrivals/' || @Name), 0), '', 0, 0)
                """, rows, transaction);
        }, CancellationToken.None);

    private static Task WriteAsync(DigestKit kit, string name) => File.WriteAllTextAsync(
        Path.Combine(kit.ContentFolder, name + ".md"), string.Create(CultureInfo.InvariantCulture, $"---\ntitle: {name}\ndate: 2026-01-01\ntype: disease\n---\nText of {name}.\n"));

    /// <summary>A delivery with what the ledger says of it.</summary>
    internal sealed record Row
    {
        public string Address { get; init; } = "";

        public string State { get; init; } = "";

        public long Attempts { get; init; }

        public string? MessageId { get; init; }

        public string? Receipt { get; init; }
    }
}
