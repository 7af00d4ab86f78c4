using System.CommandLine;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Cli;

/// <summary>The newsletter that a command is about, and the content that it needs.</summary>
internal static class NewsletterArgument
{
    private const int MostTries = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>A new argument.</summary>
    public static Argument<string> Create() => new("NEWSLETTER") { Description = "The newsletter's name." };

    /// <summary>Finds the newsletter and brings feeds and arrivals up to date; null when that cannot be, which has been told.</summary>
    public static async Task<NewsletterOptions?> OpenAsync(string name, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var all = services.GetRequiredService<IReadOnlyList<NewsletterOptions>>();
        if (all.FirstOrDefault(newsletter => newsletter.Name == name) is not { } found)
        {
            await terminal.Error.WriteLineAsync($"There is no newsletter '{name}'; there are: {string.Join(", ", all.Select(newsletter => newsletter.Name))}.");
            return null;
        }

        if (await IngestAsync(services, cancellationToken) is not { } trouble) return found;
        await terminal.Error.WriteLineAsync(trouble);
        return null;
    }

    /// <summary>Brings feeds and arrivals up to date; returns why that cannot be.</summary>
    private static async Task<string?> IngestAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            var ingest = services.GetRequiredService<ContentIngest>();
            await ingest.RunAsync(null, cancellationToken);
            // A worker that ingests takes an edit up within seconds.
            for (var tries = 0; ingest.Difference is not null && tries < MostTries; tries++)
            {
                await Task.Delay(Pause, services.GetRequiredService<TimeProvider>(), cancellationToken);
                await ingest.RunAsync(null, cancellationToken);
            }

            return ingest.Difference is { } difference
                ? $"Another worker ingests, and its ledger is not what the folder here says. {difference.Reason} Try again when both are up to date: syndication content status names that worker."
                : ingest.Hold?.Advice;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The feeds in Feeds:OutputFolder {services.GetRequiredService<FeedsOptions>().OutputFolder} cannot be brought up to date: {exception.Message}";
        }
    }
}
