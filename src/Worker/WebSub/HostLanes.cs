namespace Syndication.Worker.WebSub;

/// <summary>Runs claimed work side by side: so many at a time, and a host that is at work gets nothing more, so that a slow one holds up no other.</summary>
/// <param name="most">Most at a time.</param>
/// <param name="signal">Tells that there may be more to claim.</param>
internal sealed class HostLanes(int most, WebSubSignal signal)
{
    /// <summary>Works until nothing is due.</summary>
    /// <param name="claim">Claims work: of none of these hosts, and at most so many.</param>
    /// <param name="hostOf">The host of a piece of work.</param>
    /// <param name="work">Does it.</param>
    /// <param name="cancellationToken">Ends the claiming, and the work in its own way.</param>
    public async Task DrainAsync<T>(
        Func<IReadOnlyCollection<string>, int, Task<IReadOnlyList<T>>> claim, Func<T, string> hostOf, Func<T, Task> work, CancellationToken cancellationToken)
    {
        var running = new List<(string Host, Task Task)>();
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var woken = signal.Next;
                if (running.Count < most)
                {
                    var busy = running.Select(lane => lane.Host).Distinct(StringComparer.Ordinal).ToList();
                    foreach (var item in await claim(busy, most - running.Count)) running.Add((hostOf(item), work(item)));
                }

                if (running.Count == 0) return;
                await Task.WhenAny(running.Select(lane => lane.Task).Append(woken));
                foreach (var lane in running.Where(lane => lane.Task.IsCompleted).ToList())
                {
                    running.Remove(lane);
                    await lane.Task;
                }
            }
        }
        finally
        {
            await Task.WhenAll(running.Select(lane => lane.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
