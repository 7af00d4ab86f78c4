namespace Syndication.Worker.Newsletters.Sending;

/// <summary>
/// The time that sending goes by: the clock's, but it never goes back while the process lives. A clock that was set back would otherwise
/// stop everything that is due until it has caught up.
/// </summary>
/// <param name="time">The clock in question.</param>
internal sealed class SendingClock(TimeProvider time) : TimeProvider
{
    // Clocks are corrected by seconds every day; that is no news.
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private (DateTimeOffset Time, long Stamp)? last;
    private TimeSpan leap;

    /// <summary>How far the clock is behind the time that has passed; zero where that is not worth a word.</summary>
    public TimeSpan Behind
    {
        get
        {
            var behind = GetUtcNow() - time.GetUtcNow();
            return behind >= Noticeable ? behind : TimeSpan.Zero;
        }
    }

    /// <summary>How far the clock ran ahead of the time that had passed, since this was last asked; zero where that is not worth a word.</summary>
    public TimeSpan TakeLeap()
    {
        lock (gate)
        {
            Move();
            (var taken, leap) = (leap, TimeSpan.Zero);
            return taken;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => time.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    /// <inheritdoc/>
    public override long GetTimestamp() => time.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return Move();
    }

    private DateTimeOffset Move()
    {
        var (wall, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        if (last is { } before)
        {
            var passed = before.Time + time.GetElapsedTime(before.Stamp, stamp);
            if (wall - passed >= Noticeable) leap += wall - passed;
            if (wall < passed) wall = passed;
        }

        last = (wall, stamp);
        return wall;
    }
}
