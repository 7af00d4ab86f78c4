using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Syndication.Worker.Cli.Editions;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Sending;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication editions list</c>: the latest editions and what is held.</summary>
internal static class EditionsListCommand
{
    private static readonly Option<string?> Newsletter = new("--newsletter") { Description = "Only this newsletter.", HelpName = "NAME" };

    private static readonly Option<int> Most = new("--most") { Description = "How many editions.", HelpName = "N", DefaultValueFactory = _ => 20 };

    private static readonly Option<string> Format = new("--format") { Description = "text, or json for scripts.", DefaultValueFactory = _ => "text" };

    static EditionsListCommand()
    {
        Format.AcceptOnlyFromAmong("text", "json");
        Most.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1) result.AddError("--most needs a number from 1.");
        });
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("list", "List the latest editions and the newsletters that are held. Example: syndication editions list --newsletter treatments") { Newsletter, Most, Format };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => ListAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    /// <summary>An edition in one line: its place, its state, its deliveries by state.</summary>
    public static string Describe(EditionListing edition)
    {
        var counts = edition.Deliveries.Count == 0 ? "nobody had anything due" : string.Join(", ", edition.Deliveries.OrderBy(count => count.Key)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {CommandText.Name(count.Key)}")));
        var place = edition.Schedule == EditionShare.Everyone ? edition.Newsletter : edition.Newsletter + "/" + edition.Schedule;
        return $"{edition.Id}  {place,-24} {edition.Occurrence,-28} {CommandText.Name(edition.State),-9} {counts}";
    }

    /// <summary>Why an edition is paused and what to do, in a line.</summary>
    public static string DescribePause(EditionListing edition) =>
        edition.Pause is not { } pause ? "" : new PausedEdition(edition.Id, edition.Newsletter, pause).Advice + $" Since {CommandTime.Say(pause.Since)}.";

    private static async Task<int> ListAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var newsletter = arguments.GetValue(Newsletter);
        var editions = await services.GetRequiredService<EditionListStore>().ListAsync(newsletter, arguments.GetValue(Most), cancellationToken);
        var holds = (await services.GetRequiredService<HoldStore>().ReadAsync(cancellationToken))
            .Where(hold => hold.Newsletter is { } held ? newsletter is null || held == newsletter : hold.Kind == HoldKind.Clock).ToList();
        if (arguments.GetValue(Format) == "json")
        {
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new { held = holds.Select(HoldLines.Listing), editions }, JsonOutput.Options));
            return ExitCodes.Done;
        }

        await HoldLines.WriteAsync(holds, terminal);
        foreach (var edition in editions) await terminal.Out.WriteLineAsync(Describe(edition));
        foreach (var paused in editions.Where(edition => edition.Pause is not null)) await terminal.Out.WriteLineAsync(DescribePause(paused));
        if (editions.Count == 0) await terminal.Out.WriteLineAsync("No edition yet. The newsletters' next firings: syndication newsletters");
        return ExitCodes.Done;
    }
}
