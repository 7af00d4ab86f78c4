using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Syndication.Tests.EndToEnd.Acceptance;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.EndToEnd.Killing;

/// <summary>A site whose process is killed once in each of its editions: the process that ends one goes on with the next, and is killed in it.</summary>
internal sealed class KilledSite : IAsyncDisposable
{
    public const int Connections = 6;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

    private readonly Installation installation = Installation.Create();
    private readonly ScriptedSmtpServer server = ScriptedSmtpServer.Start();
    private readonly IReadOnlyList<string> readers;
    private readonly KillTrigger trigger;
    private RunningProgram? program;
    private int editions;
    private ulong random;

    public KilledSite(int seed, int readers)
    {
        random = (ulong)seed;
        trigger = new KillTrigger(server);
        this.readers = Readers.Named("reader", readers);
    }

    /// <summary>What the running process has said.</summary>
    public string Everything => program?.Everything ?? "";

    /// <summary>Brings the site to where the first edition may begin.</summary>
    public async Task StartAsync()
    {
        installation.Save("old", "An Old Question", "2020-01-01");
        installation.Configure(settings => settings["Mail"] = JsonNode.Parse($$"""
            { "From": "news@news.example.org", "Transport": "Smtp", "Host": "127.0.0.1", "Port": {{server.Port}}, "Security": "None", "MaxConnections": {{Connections}} }
            """));
        await using (var first = await installation.RunAsync()) await first.StopAsync();
        await installation.AddConfirmedAsync(readers);
        installation.Configure(settings => settings["Newsletters"]![0]!["Schedules"]!["weekly"]!["Cron"] = "0/1 * * * * ?");
        program = await StartProgramAsync();
    }

    /// <summary>Kills the process at a moment of the next edition, and lets another one end that edition.</summary>
    public async Task<KilledEdition> KillAsync(KillMoment moment)
    {
        var before = server.Messages.Count;
        var doubts = await ReadAsync("SELECT COALESCE(SUM(unknowns), 0) FROM deliveries");
        var detail = await StrikeAsync(moment);
        await program!.KillAsync();
        await program.DisposeAsync();
        var arrived = server.Messages.Count - before;
        program = await StartProgramAsync();
        await FinishAsync();
        var messages = server.Messages.Skip(before).Where(message => message.Accepted).ToList();
        return Judge(moment, detail, arrived, await ReadAsync("SELECT COALESCE(SUM(unknowns), 0) FROM deliveries") - doubts, messages);
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null) await program.DisposeAsync();
        await server.DisposeAsync();
        installation.Dispose();
    }

    /// <summary>Saves a post and kills the process that takes it up; tells where.</summary>
    private async Task<string> StrikeAsync(KillMoment moment)
    {
        var plans = CountPlans();
        var through = await ReadAsync("SELECT COALESCE(MAX(through), 0) FROM editions");
        var nth = 1 + Next(readers.Count - Connections - 1);
        if (moment is KillMoment.Mail or KillMoment.Data or KillMoment.Body or KillMoment.BeforeReply or KillMoment.AfterReply) trigger.Set(program!, moment, nth);
        editions++;
        installation.Save(string.Create(CultureInfo.InvariantCulture, $"post-{editions}"), string.Create(CultureInfo.InvariantCulture, $"Question {editions}"), "2026-10-01");
        if (moment == KillMoment.Reading) return await AfterAsync(1500);
        if (moment == KillMoment.Composing)
        {
            await Eventually.BeTrueAsync(() => Task.FromResult(CountPlans() > plans), () => "No plan: " + Everything, glance: Glance);
            return await AfterAsync(150);
        }

        if (moment is KillMoment.Planning or KillMoment.Anywhere)
        {
            await Eventually.BeTrueAsync(async () => await ReadAsync("SELECT MAX(through) FROM editions") > through, () => "No edition: " + Everything, glance: Glance);
            return await AfterAsync(moment == KillMoment.Planning ? 40 : 1000);
        }

        await Eventually.BeTrueAsync(() => Task.FromResult(program!.HasEnded), () => "It was never struck: " + Everything, glance: Glance);
        return string.Create(CultureInfo.InvariantCulture, $"number {nth}");
    }

    private async Task<string> AfterAsync(int most)
    {
        var milliseconds = Next(most);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, CancellationToken.None);
        program!.Strike();
        return string.Create(CultureInfo.InvariantCulture, $"after {milliseconds} ms");
    }

    private Task FinishAsync() => Eventually.BeTrueAsync(
        async () =>
        {
            // What may have arrived is left alone for five minutes.
            await ExecuteAsync("UPDATE deliveries SET due_at = 0 WHERE state = 'Deferred'");
            return await ReadAsync("SELECT COUNT(*) FROM deliveries WHERE state = 'Sent'") == (long)editions * readers.Count;
        },
        () => "Deliveries are left: " + Everything);

    private KilledEdition Judge(KillMoment moment, string detail, int arrived, long inDoubt, List<ReceivedMessage> messages)
    {
        var copies = messages.GroupBy(message => message.Recipients[0], StringComparer.Ordinal).ToList();
        var repeated = copies.Where(reader => reader.Count() > 1).ToList();
        return new KilledEdition(
            editions, moment, detail, arrived, inDoubt,
            Missing: readers.Except(copies.Select(reader => reader.Key), StringComparer.Ordinal).Count(),
            Repeated: messages.Count - copies.Count,
            MostOfOneConnection: repeated.GroupBy(reader => reader.First().Session).Select(session => session.Sum(reader => reader.Count() - 1)).DefaultIfEmpty().Max(),
            Renamed: repeated.Count(reader => reader.DistinctBy(message => message.MessageId).Count() > 1));
    }

    /// <summary>The next number below a limit, the same for the same seed (Knuth's MMIX generator).</summary>
    private int Next(int limit)
    {
        random = unchecked((random * 6364136223846793005) + 1442695040888963407);
        return (int)((random >> 33) % (ulong)limit);
    }

    private int CountPlans() => program!.Output.Split("Planned treatments").Length - 1;

    private async Task<RunningProgram> StartProgramAsync()
    {
        var started = installation.Start();
        await Installation.ReadAddressAsync(started);
        return started;
    }

    private async Task<long> ReadAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.ExecuteAsync(sql);
    }

    private string ConnectionString => "Data Source=" + installation.PathOf("data/syndication.db");
}
