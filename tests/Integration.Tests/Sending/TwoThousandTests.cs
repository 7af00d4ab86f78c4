using System.Globalization;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.Integration.Sending;

/// <summary>An edition of 2,000 to a server that does everything a server can do.</summary>
public sealed class TwoThousandTests
{
    /// <summary>How many readers each of the server's moods has; it knows them by the domain.</summary>
    private static readonly IReadOnlyDictionary<string, int> Moods = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["kind.example"] = 1170, ["closing.example"] = 10, ["busy.example"] = 100, ["busy-at-dot.example"] = 100, ["nobody.example"] = 100, ["full.example"] = 100,
        ["drops-data.example"] = 30, ["drops-body.example"] = 30, ["drops-dot.example"] = 60, ["drops-always.example"] = 40, ["stalls.example"] = 20, ["limited.example"] = 200, ["never.example"] = 40,
    };

    [Fact]
    public async Task Every_recipient_ends_in_the_right_state_and_the_servers_copies_match_the_ledger()
    {
        await using var edition = await RunningEdition.PlanAsync(Moods.SelectMany(mood => Enumerable.Range(0, mood.Value).Select(i => AddressOf(mood.Key, i))));
        Script(edition.Server);

        edition.Start();
        await edition.FinishAsync();
        await edition.StopAsync();

        var rows = await edition.ReadAsync();
        Assert.Equal(2000, rows.Count);
        // A tenth of it is refused for good, which stops it once.
        Assert.Equal(1, edition.Resumed);
        foreach (var mood in rows.GroupBy(row => MoodOf(row.Address), StringComparer.Ordinal))
        {
            Assert.Equal((mood.Key, StateAfter(mood.Key), Moods[mood.Key]), (mood.Key, Assert.Single(mood.Select(row => row.State).Distinct(StringComparer.Ordinal)), mood.Count()));
            Assert.Equal((mood.Key, ReceiptAfter(mood.Key)), (mood.Key, Assert.Single(mood.Select(row => row.Receipt).Distinct(StringComparer.Ordinal))));
        }

        // 421 and lost lines are the destination's fault, not the reader's.
        Assert.All(rows.Where(row => MoodOf(row.Address) is "closing.example" or "drops-data.example"), row => Assert.Equal(1, row.Attempts));
        Compare(rows, edition.ReadCopies(address => IsUnsaid(MoodOf(address))));
    }

    /// <summary>Lines are lost for everybody alike, so those readers are at a domain each; else the server means the domain.</summary>
    private static string AddressOf(string mood, int number) => string.Create(
        CultureInfo.InvariantCulture, $"r{number}@{(mood.StartsWith("drops", StringComparison.Ordinal) || mood.StartsWith("stalls", StringComparison.Ordinal) ? $"d{number}." : "")}{mood}");

    private static string MoodOf(string address) => string.Join('.', address.Split('@')[1].Split('.')[^2..]);

    private static void Script(ScriptedSmtpServer server)
    {
        server.When(SmtpStage.Rcpt, "@closing.example", timesEach: 1).RepliesAndDrops("421 4.3.2 Closing");
        server.When(SmtpStage.Rcpt, "@busy.example", timesEach: 2).Replies("450 4.2.1 Busy");
        server.When(SmtpStage.Dot, "@busy-at-dot.example", timesEach: 1).Replies("451 4.3.0 Not now");
        server.When(SmtpStage.Rcpt, "@nobody.example").Replies("550 5.1.1 No such user");
        server.When(SmtpStage.Dot, "@full.example").Replies("552 5.2.2 Mailbox full");
        server.When(SmtpStage.Data, ".drops-data.example", timesEach: 1).Drops();
        server.When(SmtpStage.Body, ".drops-body.example", timesEach: 1).Drops();
        server.When(SmtpStage.Dot, ".drops-dot.example", timesEach: 1).Drops();
        server.When(SmtpStage.Dot, ".drops-always.example").Drops();
        server.When(SmtpStage.Dot, ".stalls.example", timesEach: 1).StallsAndDrops(TimeSpan.FromMilliseconds(200));
        server.When(SmtpStage.Rcpt, "@limited.example").RepliesBeyond(40, "450 4.7.0 Too many messages at a time");
        server.When(SmtpStage.Rcpt, "@never.example").Replies("450 4.2.2 Over quota");
    }

    private static string StateAfter(string mood) => mood switch
    {
        "nobody.example" or "full.example" => "Bounced",
        "drops-always.example" => "Unknown",
        "never.example" => "Cancelled",
        _ => "Sent",
    };

    private static string? ReceiptAfter(string mood) => StateAfter(mood) is ("Sent" or "Unknown") and var state ? state : null;

    private static bool IsUnsaid(string mood) => mood is "drops-dot.example" or "drops-always.example" or "stalls.example";

    private static void Compare(IReadOnlyList<RunningEdition.Row> rows, ILookup<string, string> copies)
    {
        foreach (var row in rows)
        {
            var mood = MoodOf(row.Address);
            var expected = StateAfter(mood) is not ("Sent" or "Unknown") ? 0 : IsUnsaid(mood) ? 2 : 1;
            Assert.Equal(Enumerable.Repeat(row.Address, expected), copies[row.MessageId!]);
        }

        Assert.Equal(rows.Count(row => row.State is "Sent" or "Unknown"), copies.Count);
    }
}
