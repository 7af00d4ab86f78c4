using Syndication.Feeds.Content.Checking;
using Syndication.Feeds.Formats.Checking;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication check --feeds</c>: what is wrong with the feeds of a folder, whoever wrote them.</summary>
internal static class CheckFeeds
{
    /// <summary>Checks a folder and prints what it found.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="format">How it is printed.</param>
    /// <param name="terminal">Where faults go.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public static async Task<int> RunAsync(string folder, CheckFormat format, Terminal terminal, CancellationToken cancellationToken)
    {
        FeedFolderReport report;
        try
        {
            report = FeedFolderCheck.Check(folder, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync($"The folder {folder} cannot be read: {exception.Message}");
            return ExitCodes.Cannot;
        }

        // A mistyped folder must not pass for one without faults.
        if (report.Files == 0)
        {
            await terminal.Error.WriteLineAsync($"There is no feed in {folder}: no .rss, .atom, .xml or .json file that is one.");
            return ExitCodes.Cannot;
        }

        await using var output = Terminal.OpenOutput();
        FeedReportWriter.Write(report, format, output);
        return report.Errors == 0 ? ExitCodes.Done : ExitCodes.No;
    }
}
