using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Outlook;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication simulate</c>: every firing of a period, its posts, and how many would get it.</summary>
internal static class SimulateCommand
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(7);

    private static readonly Option<string> From = new("--from") { Description = "First day, or time, in UTC where no zone is named; else now.", HelpName = "DATE", DefaultValueFactory = _ => "now" };

    private static readonly Option<string?> To = new("--to") { Description = "Last day, all of it, or time; else seven days after the first.", HelpName = "DATE" };

    private static readonly Option<string?> Newsletter = new("--newsletter") { Description = "Of this newsletter alone.", HelpName = "NAME" };

    private static readonly Option<string> Format = new("--format") { Description = "text, or json for scripts.", DefaultValueFactory = _ => "text" };

    static SimulateCommand() => Format.AcceptOnlyFromAmong("text", "json");

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("simulate",
            "Say what every schedule would send in a period, from the posts in the folder, scheduled ones included, and from the readers as they are; nothing is changed. Example: syndication simulate --from 2026-12-01 --to 2026-12-31")
        {
            From, To, Newsletter, Format,
        };
        command.SetAction((arguments, cancellationToken) => ExistingDatabase.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => SimulateAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> SimulateAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await ReadPeriodAsync(arguments, terminal, now) is not { } period) return ExitCodes.Cannot;
        var all = services.GetRequiredService<IReadOnlyList<NewsletterOptions>>();
        var name = arguments.GetValue(Newsletter);
        var chosen = all.Where(newsletter => name is null || newsletter.Name == name).ToList();
        if (chosen.Count == 0)
        {
            await terminal.Error.WriteLineAsync(name is null ? "There is no newsletter." : $"There is no newsletter '{name}'; there are: {string.Join(", ", all.Select(newsletter => newsletter.Name))}.");
            return ExitCodes.Cannot;
        }

        var posts = await services.GetRequiredService<FuturePostsReader>().ReadAsync(cancellationToken);
        var simulator = services.GetRequiredService<EditionSimulator>();
        var firings = new List<FiringOutlook>();
        foreach (var newsletter in chosen)
        {
            if (await simulator.SimulateAsync(newsletter, posts, period.From, period.To, cancellationToken) is not { } found)
            {
                await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{newsletter.Name} fires more than {FiringCalendar.Most} times in this period; choose a shorter one."));
                return ExitCodes.Cannot;
            }

            firings.AddRange(found);
        }

        await WriteAsync([.. firings.OrderBy(firing => firing.FiresAt)], period, arguments.GetValue(Format) == "json", terminal);
        return ExitCodes.Done;
    }

    private static async Task<(DateTimeOffset From, DateTimeOffset To)?> ReadPeriodAsync(ParseResult arguments, Terminal terminal, DateTimeOffset now)
    {
        var from = CommandTime.Read(arguments.GetValue(From)!, now);
        var text = arguments.GetValue(To);
        var to = text is null ? from + Period : CommandTime.Read(text, now);
        // A day without an hour is meant to its end.
        if (to is { } day && text is not null && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) to = day.AddDays(1).AddTicks(-1);
        if (from is { } start && to is { } end && start <= end) return (start, end);
        await terminal.Error.WriteLineAsync("--from and --to need days such as 2026-12-01, or times such as 2026-12-01T08:00Z, in this order.");
        return null;
    }

    private static async Task WriteAsync(IReadOnlyList<FiringOutlook> firings, (DateTimeOffset From, DateTimeOffset To) period, bool asJson, Terminal terminal)
    {
        if (asJson)
        {
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new { period.From, period.To, firings }, JsonOutput.Options));
            return;
        }

        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"From {CommandTime.Say(period.From)} to {CommandTime.Say(period.To)}: {firings.Count} firings, {firings.Sum(firing => firing.Readers)} messages."));
        foreach (var firing in firings)
        {
            await terminal.Out.WriteLineAsync();
            await terminal.Out.WriteLineAsync($"{firing.Newsletter} {firing.Schedule} {firing.Occurrence} {firing.TimeZone} ({CommandTime.Say(firing.FiresAt)})");
            await terminal.Out.WriteLineAsync("  " + Describe(firing));
            foreach (var post in firing.Posts)
            {
                await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {post.Readers,8}  {post.Title}  ({post.File}{(post.IsScheduled ? ", goes live " + CommandTime.Say(post.Published) : "")})"));
            }
        }
    }

    private static string Describe(FiringOutlook firing)
    {
        var what = firing.Outcome switch
        {
            FiringOutcome.Sends => string.Create(CultureInfo.InvariantCulture, $"{firing.Readers} of {firing.Confirmed} confirmed readers get {firing.Posts.Count} posts"),
            FiringOutcome.Nothing when firing.Posts.Count > 0 => string.Create(CultureInfo.InvariantCulture, $"none of {firing.Confirmed} confirmed readers gets these {firing.Posts.Count} posts"),
            FiringOutcome.Nothing => string.Create(CultureInfo.InvariantCulture, $"nothing is due to {firing.Confirmed} confirmed readers"),
            FiringOutcome.Absorbed => "absorbed",
            FiringOutcome.Held => "HELD",
            _ => "planned already: syndication editions list",
        };
        return firing.Note.Length == 0 ? what : $"{what}; {firing.Note}";
    }
}
