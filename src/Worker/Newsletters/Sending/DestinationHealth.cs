namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Whether the way out is open: after five failures in a row of the line or the server nothing is tried for a while, longer each time.</summary>
/// <param name="time">Measures the while: by the time that passes, whatever the clock is set to.</param>
internal sealed class DestinationHealth(TimeProvider time)
{
    /// <summary>Failures in a row that close the way.</summary>
    public const int Limit = 5;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private TimeSpan until;
    private TimeSpan pause = Shortest;
    private int failures;

    /// <summary>Why nothing is tried, or null when the way is open.</summary>
    public string? Trouble { get; private set; }

    /// <summary>How long to wait; zero when the way is open or may be tried again.</summary>
    public TimeSpan Wait()
    {
        lock (gate)
        {
            var left = until - time.GetElapsedTime(start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Notes a failure; while the way is closed, those of connections that were under way count no more.</summary>
    /// <returns>Whether this closed the way.</returns>
    public bool Fail(string reason)
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            if (++failures < Limit || until > now) return false;
            var isNews = Trouble is null;
            Trouble = reason;
            until = now + pause;
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
            until = TimeSpan.Zero;
            pause = Shortest;
            failures = 0;
        }
    }
}
