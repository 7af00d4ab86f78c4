using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication subscribers export</c>: everybody, as CSV that <c>import</c> reads again, or as JSON.</summary>
internal static class SubscribersExportCommand
{
    private static readonly string[] Header =
    [
        "email", "newsletter", "status", "schedule", "tags", "time_zone", "language", "consent_text", "consent_at", "confirmed_at", "paused_until", "unsubscribed_at",
    ];

    private static readonly Option<string?> Newsletter = new("--newsletter") { Description = "Only this newsletter.", HelpName = "NAME" };

    private static readonly Option<string> Format = new("--format") { Description = "csv or json.", DefaultValueFactory = _ => "csv" };

    static SubscribersExportCommand() => Format.AcceptOnlyFromAmong("csv", "json");

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("export", "Write all subscriptions to standard output. Example: syndication subscribers export --newsletter treatments > treatments.csv") { Newsletter, Format };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal,
            async services =>
            {
                var rows = services.GetRequiredService<ExportStore>().ReadAsync(arguments.GetValue(Newsletter), cancellationToken);
                await (arguments.GetValue(Format) == "json" ? WriteJsonAsync(rows, terminal) : WriteCsvAsync(rows, terminal));
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static async Task WriteCsvAsync(IAsyncEnumerable<ExportedSubscription> rows, Terminal terminal)
    {
        await using var csv = new CsvWriter(terminal.Out, CultureInfo.InvariantCulture, leaveOpen: true);
        await WriteRowAsync(csv, Header);
        await foreach (var row in rows)
        {
            await WriteRowAsync(csv,
                [
                    row.Address, row.Newsletter, row.State.ToLowerInvariant(), row.Schedule, string.Join(",", Tags(row) ?? []), row.TimeZone, row.Language, row.ConsentText,
                    Time(row.ConsentAt), Time(row.ConfirmedAt), Time(row.PausedUntil), Time(row.UnsubscribedAt),
                ]);
        }
    }

    private static async Task WriteRowAsync(CsvWriter csv, IEnumerable<string?> fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        await csv.NextRecordAsync();
    }

    private static async Task WriteJsonAsync(IAsyncEnumerable<ExportedSubscription> rows, Terminal terminal)
    {
        var separator = "[";
        await foreach (var row in rows)
        {
            await terminal.Out.WriteLineAsync(separator);
            await terminal.Out.WriteAsync("  " + JsonSerializer.Serialize(new
            {
                email = row.Address,
                row.Newsletter,
                status = row.State.ToLowerInvariant(),
                row.Schedule,
                tags = Tags(row),
                row.TimeZone,
                row.Language,
                row.ConsentText,
                consentAt = Time(row.ConsentAt),
                confirmedAt = Time(row.ConfirmedAt),
                pausedUntil = Time(row.PausedUntil),
                unsubscribedAt = Time(row.UnsubscribedAt),
            }, JsonSerializerOptions.Web));
            separator = ",";
        }

        await terminal.Out.WriteLineAsync(separator == "[" ? "[]" : "\n]");
    }

    private static string[]? Tags(ExportedSubscription row) => row.Tags is { } tags ? JsonSerializer.Deserialize<string[]>(tags) : null;

    private static string? Time(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : null;
}
