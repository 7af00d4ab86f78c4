using System.Collections.Concurrent;

namespace Syndication.Tests.Integration.Privacy;

/// <summary>A clock that moves when a test says so, and rings the timers of an hour as it does.</summary>
internal sealed class HourlyClock(DateTimeOffset now) : TimeProvider
{
    private readonly ConcurrentBag<(TimerCallback Callback, object? State)> hourly = [];
    private DateTimeOffset now = now;

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period == TimeSpan.FromHours(1)) hourly.Add((callback, state));
        return base.CreateTimer(callback, state, dueTime, period);
    }

    public void Advance(TimeSpan time)
    {
        now += time;
        foreach (var (callback, state) in hourly) callback(state);
    }
}
