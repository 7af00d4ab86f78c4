using System.Globalization;

namespace Syndication.Tests.EndToEnd.Killing;

/// <summary>The real process, killed with SIGKILL in the middle of editions that go to a real SMTP server over several connections.</summary>
public sealed class KilledEditionTests
{
    private const int Readers = 150;

    private static readonly KillMoment[] Moments = Enum.GetValues<KillMoment>();

    [Fact]
    public Task Nobody_is_left_out_and_at_most_one_message_of_each_connection_is_repeated() => KillAsync(5, seed: 20260401);

    [Fact]
    public Task The_same_at_fifty_random_moments()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SYNDICATION_LONG_TESTS") == "1", "a long run: ./test --long");
        return KillAsync(50, seed: 20260402);
    }

    private static async Task KillAsync(int times, int seed)
    {
        var report = new List<KilledEdition>();
        await using var site = new KilledSite(seed, Readers);
        await site.StartAsync();
        for (var run = 0; run < times; run++)
        {
            report.Add(await site.KillAsync(Moments[run % Moments.Length]));
            TestContext.Current.TestOutputHelper!.WriteLine(report[^1].ToString());
        }

        var total = string.Create(CultureInfo.InvariantCulture,
            $"{report.Count} kills, {Readers} readers, {KilledSite.Connections} connections: {report.Sum(run => run.Missing)} missing, {report.Sum(run => run.InDoubt)} in doubt, {report.Sum(run => run.Repeated)} repeated, at most {report.Max(run => run.Repeated)} in one edition");
        TestContext.Current.TestOutputHelper!.WriteLine(total);
        TestContext.Current.AddAttachment("kills", string.Join('\n', report.Append<object>(total)));
        Assert.True(report.TrueForAll(run => run.IsRight), string.Join('\n', report.Append<object>(total)));
    }
}
