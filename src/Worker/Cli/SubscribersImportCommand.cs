using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Importing;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication subscribers import</c>: the file of another service.</summary>
internal static class SubscribersImportCommand
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "CSV of listmonk, Mailchimp, Ghost, Substack, Buttondown, or with a column email." };

    private static readonly Option<string?> Newsletter = new("--newsletter") { Description = "The newsletter of lines that name none; needed where there are several.", HelpName = "NAME" };

    private static readonly Option<string?> Schedule = new("--schedule") { Description = "One of its schedules; else the first.", HelpName = "NAME" };

    private static readonly Option<string?> Consent = new("--consent") { Description = "The wording that these people agreed to, kept with each.", HelpName = "TEXT" };

    private static readonly Option<bool> Confirmed = new("--confirmed")
    {
        Description = "Take also people of whom the file does not say that they confirmed: you state that they have agreed, and can show it.",
    };

    private static readonly Option<ImportTagChoice?> Tags = new("--tags")
    {
        Description = "known: those that posts have (else everything is sent), all, or none. Exports of other services: known; own files: all.",
    };

    private static readonly Option<FileInfo?> Report = new("--report") { Description = "CSV of every line that was not taken, with reason and address.", HelpName = "FILE" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell what would be taken." };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "import", "Take subscribers from another service's CSV. Example: syndication subscribers import members.csv --newsletter treatments --report not-taken.csv")
        {
            File, Newsletter, Schedule, Consent, Confirmed, Tags, Report, DryRun,
        };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => ImportAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> ImportAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var (options, fault) = ReadOptions(arguments, services.GetRequiredService<ServiceSettings>().Newsletters);
        if (options is null)
        {
            await terminal.Error.WriteLineAsync(fault);
            return ExitCodes.Cannot;
        }

        var source = arguments.GetRequiredValue(File);
        try
        {
            await using var file = source.OpenRead();
            await using var report = ImportReport.Open(arguments.GetValue(Report));
            var progress = new ImportProgress(terminal, file.Length, services.GetRequiredService<TimeProvider>());
            var summary = await services.GetRequiredService<SubscriberImport>().RunAsync(file, options, async (soFar, batch) =>
            {
                await report.WriteAsync(batch.Refused);
                await progress.ShowAsync(soFar.Lines, batch.Position);
            }, cancellationToken);
            await progress.EndAsync();
            return await TellAsync(summary, options, terminal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync($"The import cannot go on: {exception.Message} What was taken stays; run it again to go on.");
            return ExitCodes.Cannot;
        }
    }

    private static (ImportOptions? Options, string Fault) ReadOptions(ParseResult arguments, IReadOnlyList<NewsletterOptions> newsletters)
    {
        var names = string.Join(", ", newsletters.Select(each => each.Name));
        var name = arguments.GetValue(Newsletter);
        var newsletter = name is null ? (newsletters.Count == 1 ? newsletters[0] : null) : newsletters.FirstOrDefault(each => each.Name == name);
        if (name is not null && newsletter is null) return (null, $"There is no newsletter '{name}'; there are: {names}.");
        var schedule = arguments.GetValue(Schedule);
        if (schedule is not null && newsletter is not null && newsletter.FindSchedule(schedule) is null)
        {
            return (null, $"'{newsletter.Name}' has no schedule '{schedule}'; it has: {string.Join(", ", newsletter.Schedules.Select(each => each.Name))}.");
        }

        return (new ImportOptions
        {
            Newsletter = newsletter,
            Schedule = schedule,
            Consent = arguments.GetValue(Consent),
            Confirmed = arguments.GetValue(Confirmed),
            Tags = arguments.GetValue(Tags),
            DryRun = arguments.GetValue(DryRun),
        }, "");
    }

    private static async Task<int> TellAsync(ImportSummary summary, ImportOptions options, Terminal terminal)
    {
        if (summary.Source is not { } source)
        {
            await terminal.Error.WriteLineAsync("The first line names no column 'email' (or 'Email Address'), and is no address. Export the people as CSV, with the header.");
            return ExitCodes.Cannot;
        }

        var word = options.DryRun ? "would be" : "were";
        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{summary.Lines} lines of {(source == ImportSource.Plain ? "a plain file" : source.ToString())}:"));
        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {summary.Subscribed,10} {word} subscribed"));
        if (summary.Left > 0) await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {summary.Left,10} had left, {word} noted as such"));
        if (summary.Suppressed > 0) await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {summary.Suppressed,10} {word} suppressed: never mailed"));
        foreach (var (reason, count) in summary.Refused)
        {
            await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {count,10} not taken, {reason}: {ImportReport.Explain(reason)}"));
        }

        if (summary.Trouble is { } trouble)
        {
            await terminal.Error.WriteLineAsync($"The rest of the file cannot be read: {trouble}.");
            return ExitCodes.Cannot;
        }

        return summary.HasRefusals ? ExitCodes.No : ExitCodes.Done;
    }
}
