using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication feeds</c>: the feeds, and who reads them.</summary>
internal static class FeedsCommand
{
    private const int MostDays = 92;

    private static readonly Option<bool> Stats = new("--stats") { Description = "Show who reads them, by program; people are not counted." };
    private static readonly Option<int> Days = new("--days") { Description = "How many days --stats looks back, 92 at most.", DefaultValueFactory = _ => 7, HelpName = "N" };
    private static readonly Option<string> Format = new("--format") { Description = "text or json.", DefaultValueFactory = _ => "text", HelpName = "FORMAT" };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    static FeedsCommand()
    {
        Format.AcceptOnlyFromAmong("text", "json");
        Days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostDays) result.AddError($"--days must be from 1 to {MostDays}.");
        });
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("feeds", "List the feeds and who reads them. Example: syndication feeds --stats --days 30") { Stats, Days, Format };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal,
            async services =>
            {
                var isJson = arguments.GetValue(Format) == "json";
                if (arguments.GetValue(Stats)) await ShowReadersAsync(services, arguments.GetValue(Days), isJson, terminal, cancellationToken);
                else await ListAsync(services, isJson, terminal, cancellationToken);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static async Task ListAsync(IServiceProvider services, bool isJson, Terminal terminal, CancellationToken cancellationToken)
    {
        var ledger = await services.GetRequiredService<ILedgerStore>().LoadAsync(null, cancellationToken);
        var feeds = ledger.Feeds.Values.OrderBy(feed => feed.Path, StringComparer.Ordinal).Select(feed => new { feed.Path, feed.Label, feed.Changed }).ToList();
        if (isJson) await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(feeds, Json));
        else foreach (var feed in feeds) await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{feed.Path,-40} {feed.Changed.UtcDateTime:yyyy-MM-dd HH:mm}  {feed.Label}").TrimEnd());
    }

    private static async Task ShowReadersAsync(IServiceProvider services, int days, bool isJson, Terminal terminal, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var readings = await services.GetRequiredService<FeedReadingStore>().SumAsync(today.AddDays(1 - days), cancellationToken);
        var feeds = readings.GroupBy(reading => reading.Feed, StringComparer.Ordinal)
            .Select(feed => (Sum: FeedReading.Sum(feed.Key, "", [.. feed]), Readers: feed.OrderByDescending(reading => reading.Requests).ToList()))
            .OrderByDescending(feed => feed.Sum.Requests).ToList();
        if (isJson)
        {
            var listed = feeds.Select(feed => new { feed.Sum.Feed, Readers = feed.Readers.Select(Listing) });
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(listed, Json));
            return;
        }

        if (feeds.Count == 0) await terminal.Out.WriteLineAsync("Nobody has asked for a feed in this time, or the service has not stored it yet (it does every five minutes).");
        foreach (var (sum, readers) in feeds)
        {
            await terminal.Out.WriteLineAsync($"{sum.Feed}  {Facts(sum)}");
            foreach (var reader in readers) await terminal.Out.WriteLineAsync($"  {reader.Reader,-24} {Facts(reader)}{(reader.PollsTooOften ? ", polls too often" : "")}");
        }
    }

    private static object Listing(FeedReading reading) => new
    {
        reading.Reader,
        reading.Requests,
        reading.Subscribers,
        reading.NotModified,
        reading.BytesSent,
        reading.BytesSaved,
        reading.Early,
        reading.PollsTooOften,
    };

    private static string Facts(FeedReading reading)
    {
        var people = reading.Subscribers > 0 ? string.Create(CultureInfo.InvariantCulture, $", {reading.Subscribers} subscribers") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{reading.Requests} requests{people}, {reading.NotModifiedShare * 100:0}% 304, {reading.BytesSaved / 1024.0 / 1024.0:0.0} MB saved, {reading.Early} too early");
    }
}
