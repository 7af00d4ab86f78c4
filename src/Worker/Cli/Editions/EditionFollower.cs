using System.Globalization;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli.Editions;

/// <summary>Shows an edition's progress until it ends: a bar where a person watches, else a line every few seconds.</summary>
/// <param name="editions">Where it is read.</param>
/// <param name="terminal">Where it is shown.</param>
/// <param name="time">Tells the seconds.</param>
internal sealed class EditionFollower(EditionListStore editions, Terminal terminal, TimeProvider time)
{
    private const int Width = 30;

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MeasuredSpan = TimeSpan.FromSeconds(30);

    private readonly Queue<(long Stamp, long Ended)> samples = new();

    /// <summary>Follows it.</summary>
    /// <returns>The edition at its end, or null when it was deleted meanwhile.</returns>
    public async Task<EditionListing?> FollowAsync(string id, CancellationToken cancellationToken)
    {
        long? shown = null;
        string? last = null;
        while (true)
        {
            var began = time.GetTimestamp();
            var edition = await editions.FindAsync(id, cancellationToken);
            var isOver = edition is null or { State: EditionState.Done or EditionState.Cancelled };
            if (edition is not null)
            {
                var line = Describe(edition);
                if (terminal.IsInteractive) await terminal.Error.WriteAsync("\r" + line.PadRight(last?.Length ?? 0));
                else if (isOver || shown is null || time.GetElapsedTime(shown.Value) >= LineInterval)
                {
                    await terminal.Out.WriteLineAsync(line);
                    shown = began;
                }

                last = line;
            }

            if (isOver)
            {
                if (terminal.IsInteractive) await terminal.Error.WriteLineAsync();
                return edition;
            }

            // Counting a million rows takes a moment; it should not be what the database does all the time.
            var took = time.GetElapsedTime(began) * 10;
            await Task.Delay(took > Glance ? took : Glance, time, cancellationToken);
        }
    }

    private string Describe(EditionListing edition)
    {
        var total = edition.Deliveries.Values.Sum();
        var left = edition.Deliveries.Where(count => count.Key is DeliveryState.Queued or DeliveryState.Leased or DeliveryState.Sending or DeliveryState.Deferred).Sum(count => count.Value);
        var share = total == 0 ? 1 : (double)(total - left) / total;
        var done = (int)(share * Width);
        var bar = terminal.IsInteractive ? $"[{new string('#', done)}{new string('.', Width - done)}] " : "";
        var counts = string.Join(", ", edition.Deliveries.OrderBy(count => count.Key).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {CommandText.Name(count.Key)}")));
        return string.Create(CultureInfo.InvariantCulture, $"{bar}{share * 100:0} % of {total}: {counts}{DescribePace(edition, total - left, left)}");
    }

    private string DescribePace(EditionListing edition, long ended, long left)
    {
        samples.Enqueue((time.GetTimestamp(), ended));
        while (samples.Count > 2 && time.GetElapsedTime(samples.Peek().Stamp) > MeasuredSpan) samples.Dequeue();
        if (edition.State is not (EditionState.Planning or EditionState.Sending)) return "; " + CommandText.Name(edition.State);
        var (stamp, before) = samples.Peek();
        var seconds = time.GetElapsedTime(stamp).TotalSeconds;
        if (seconds <= 0 || ended <= before) return "";
        var rate = (ended - before) / seconds;
        var end = time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(left / rate, TimeSpan.FromDays(365).TotalSeconds));
        return string.Create(CultureInfo.InvariantCulture, $"; {rate:0.#} a second, done about {CommandTime.Say(end)}");
    }
}
