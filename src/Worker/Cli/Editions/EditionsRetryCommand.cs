using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Sending;
using Syndication.Worker.Storage.Sending;

namespace Syndication.Worker.Cli.Editions;

/// <summary><c>syndication editions retry</c>: tries once more what did not get through.</summary>
internal static class EditionsRetryCommand
{
    private static readonly Option<bool> Unknown = new("--unknown") { Description = "Also those that may have arrived: their readers may get the message twice, with the same Message-ID." };

    private static readonly Option<bool> Bounced = new("--bounced") { Description = "Also those that were refused for good." };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => EditionControl.Create(
        "retry", "Send again what of an edition waits for a later time or was given up. Example: syndication editions retry EDITION --unknown", terminal, RetryAsync, Unknown, Bounced);

    private static async Task<EditionChange> RetryAsync(EditionListing edition, ParseResult arguments, IServiceProvider services, CancellationToken cancellationToken)
    {
        var wish = new RetryWish(arguments.GetValue(Unknown), arguments.GetValue(Bounced));
        var retried = await services.GetRequiredService<EditionControlStore>().RetryAsync(edition.Id, wish, cancellationToken);
        var left = Left(edition, DeliveryState.Unknown, wish.Unknown, "--unknown") + Left(edition, DeliveryState.Bounced, wish.Bounced, "--bounced");
        if (retried == 0) return EditionChange.No($"Edition {edition.Id} has nothing to try again.{left}");
        var paused = edition.State == EditionState.Paused ? $" It is paused: syndication editions resume {edition.Id}." : "";
        return new EditionChange(true, retried, string.Create(CultureInfo.InvariantCulture, $"Edition {edition.Id}: {retried} deliveries are tried again now.{paused}{left}"));
    }

    private static string Left(EditionListing edition, DeliveryState state, bool isWished, string option) =>
        !isWished && edition.Deliveries.GetValueOrDefault(state) is > 0 and var count
            ? string.Create(CultureInfo.InvariantCulture, $" Left alone: {count} {CommandText.Name(state)} ({option}).")
            : "";
}
