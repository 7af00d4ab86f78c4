using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Model;
using Syndication.Worker.Storage.Sending;

namespace Syndication.Worker.Cli.Editions;

/// <summary><c>syndication editions resume</c>: lets a paused edition go on.</summary>
internal static class EditionsResumeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => EditionControl.Create(
        "resume", "Let a paused edition go on. Example: syndication editions resume EDITION", terminal, ResumeAsync);

    private static async Task<EditionChange> ResumeAsync(EditionListing edition, ParseResult arguments, IServiceProvider services, CancellationToken cancellationToken) =>
        await services.GetRequiredService<EditionControlStore>().ResumeAsync(edition.Id, cancellationToken) is { } waiting
            ? new EditionChange(true, waiting, string.Create(CultureInfo.InvariantCulture, $"Edition {edition.Id} goes on: {waiting} deliveries are to be sent."))
            : EditionChange.No($"Edition {edition.Id} is not paused.");
}
