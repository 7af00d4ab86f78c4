namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Whether the way out is open: after a failure of the line or the server nothing is tried for a while, longer each time.</summary>
/// <param name="time">Measures the while.</param>
internal sealed class DestinationHealth(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private DateTimeOffset until = DateTimeOffset.MinValue;
    private TimeSpan pause = Shortest;

    /// <summary>Why nothing is tried, or null when the way is open.</summary>
    public string? Trouble { get; private set; }

    /// <summary>How long to wait; zero when the way is open or may be tried again.</summary>
    public TimeSpan Wait()
    {
        lock (gate)
        {
            var left = until - time.GetUtcNow();
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Notes a failure; of several connections' failures at once the first counts.</summary>
    /// <returns>Whether this is news.</returns>
    public bool Fail(string reason)
    {
        lock (gate)
        {
            var isNews = Trouble is null;
            Trouble = reason;
            if (until > time.GetUtcNow()) return isNews;
            until = time.GetUtcNow() + pause;
            pause = pause * 2 < Longest ? pause * 2 : Longest;
            return isNews;
        }
    }

    /// <summary>Notes that the server answered.</summary>
    public void Succeed()
    {
        lock (gate)
        {
            Trouble = null;
            until = DateTimeOffset.MinValue;
            pause = Shortest;
        }
    }
}
