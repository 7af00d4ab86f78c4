using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Sending;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli.Editions;

/// <summary><c>syndication editions pause</c>: stops what is not on its way yet.</summary>
internal static class EditionsPauseCommand
{
    private static readonly Option<string> Note = new("--note") { Description = "Why, for those who look later.", HelpName = "TEXT", DefaultValueFactory = _ => "" };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => EditionControl.Create(
        "pause", "Stop what of an edition is not on its way yet, until it is resumed. Example: syndication editions pause EDITION --note \"wrong link\"", terminal, PauseAsync, Note);

    private static async Task<EditionChange> PauseAsync(EditionListing edition, ParseResult arguments, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (!await services.GetRequiredService<EditionStore>().PauseAsync(edition.Id, PauseReason.Ops, arguments.GetValue(Note) ?? "", cancellationToken))
        {
            return EditionChange.No(edition.State == EditionState.Paused ? $"Edition {edition.Id} is paused already." : $"Edition {edition.Id} has ended; nothing is left to pause.");
        }

        var sending = edition.Deliveries.GetValueOrDefault(DeliveryState.Sending);
        var waiting = edition.Deliveries.Where(count => count.Key is DeliveryState.Queued or DeliveryState.Leased or DeliveryState.Deferred).Sum(count => count.Value);
        return new EditionChange(true, waiting, string.Create(CultureInfo.InvariantCulture,
            $"Edition {edition.Id} is paused: {waiting} deliveries wait, {sending} were on their way. Go on: syndication editions resume {edition.Id}. Give it up: syndication editions cancel {edition.Id}."));
    }
}
