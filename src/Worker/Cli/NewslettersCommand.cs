using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication newsletters</c>: what there is, when it goes out next, and to how many.</summary>
internal static class NewslettersCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "text, or json for scripts.", DefaultValueFactory = _ => "text" };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    static NewslettersCommand() => Format.AcceptOnlyFromAmong("text", "json");

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("newsletters", "List the newsletters, their schedules and readers. Example: syndication newsletters --format json") { Format };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal,
            async services =>
            {
                var found = await ReadAsync(services, cancellationToken);
                await (arguments.GetValue(Format) == "json" ? terminal.Out.WriteLineAsync(JsonSerializer.Serialize(found, Json)) : WriteTextAsync(found, terminal));
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static async Task<IReadOnlyList<Listing>> ReadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var progress = services.GetRequiredService<ProgressStore>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var listings = new List<Listing>();
        foreach (var newsletter in services.GetRequiredService<IReadOnlyList<NewsletterOptions>>())
        {
            var counts = await progress.CountSubscriptionsAsync(newsletter.Name, cancellationToken);
            listings.Add(new Listing(newsletter.Name, newsletter.Title, newsletter.Description,
                [.. newsletter.Schedules.Select(schedule => new ScheduleListing(
                    schedule.Name, schedule.Cron.CronExpressionString, schedule.TimeZone.Id, Firings.NextAfter(schedule, schedule.TimeZone, now)))],
                Enum.GetValues<SubscriptionState>().ToDictionary(JsonNamingPolicy.CamelCase.ConvertNameOf, counts.GetValueOrDefault)));
        }

        return listings;
    }

    private static string ConvertNameOf(this JsonNamingPolicy policy, SubscriptionState state) => policy.ConvertName(state.ToString());

    private static async Task WriteTextAsync(IReadOnlyList<Listing> listings, Terminal terminal)
    {
        foreach (var one in listings)
        {
            await terminal.Out.WriteLineAsync($"{one.Name}  {one.Title}");
            foreach (var schedule in one.Schedules)
            {
                var next = schedule.Next?.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "never";
                await terminal.Out.WriteLineAsync($"  {schedule.Name,-10} {schedule.Cron} ({schedule.TimeZone}), next {next}");
            }

            await terminal.Out.WriteLineAsync("  subscriptions: " + string.Join(", ", one.Subscriptions.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}"))));
        }
    }

    private sealed record Listing(
        string Name, string Title, string Description, IReadOnlyList<ScheduleListing> Schedules, IReadOnlyDictionary<string, long> Subscriptions);

    private sealed record ScheduleListing(string Name, string Cron, string TimeZone, DateTimeOffset? Next);
}
