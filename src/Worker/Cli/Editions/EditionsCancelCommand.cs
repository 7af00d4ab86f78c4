using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Model;
using Syndication.Worker.Storage.Sending;

namespace Syndication.Worker.Cli.Editions;

/// <summary><c>syndication editions cancel</c>: gives up what is not on its way yet.</summary>
internal static class EditionsCancelCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => EditionControl.Create(
        "cancel", "Give up what of an edition is not on its way yet; its posts are due again at the next firing. Example: syndication editions cancel EDITION", terminal, CancelAsync);

    private static async Task<EditionChange> CancelAsync(EditionListing edition, ParseResult arguments, IServiceProvider services, CancellationToken cancellationToken) =>
        await services.GetRequiredService<EditionControlStore>().CancelAsync(edition.Id, cancellationToken) is { } given
            ? new EditionChange(true, given, string.Create(CultureInfo.InvariantCulture,
                $"Edition {edition.Id} is cancelled: {given} deliveries were given up, and their posts are due again at the next firing. {edition.Deliveries.GetValueOrDefault(DeliveryState.Sent)} had been sent."))
            : EditionChange.No($"Edition {edition.Id} has ended; nothing is left to give up.");
}
