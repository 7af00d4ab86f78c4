namespace Syndication.Tests.Support;

/// <summary>A clock that moves only when a test says so, and with it the time that has passed.</summary>
public sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;
    private long passed;

    public ManualClock()
        : this(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Timers are due this many times earlier, so that a test need not wait for what the service waits for.</summary>
    public double TimerSpeed { get; init; } = 1;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    private TimeSpan Shorten(TimeSpan time) => time > TimeSpan.Zero ? time / TimerSpeed : time;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => passed;

    public void Advance(TimeSpan time)
    {
        now += time;
        passed += time.Ticks;
    }

    /// <summary>Sets the clock, as an administrator or a broken battery does: no time passes.</summary>
    public void Jump(TimeSpan time) => now += time;
}
