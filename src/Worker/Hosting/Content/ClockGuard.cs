using System.Globalization;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Hosting.Content;

/// <summary>
/// Tells the time that the service goes by (ADR 13). A clock that moves much further than time has passed is not believed: until it returns, or ops
/// accept it, time goes on from where it was, and digests are held.
/// </summary>
/// <param name="holds">Where the hold is kept.</param>
/// <param name="state">When the service was last alive.</param>
/// <param name="time">The clock in question.</param>
internal sealed class ClockGuard(HoldStore holds, ServiceStateStore state, TimeProvider time) : IDisposable
{
    // While the process runs, its monotonic clock tells how much time has passed; a suspended machine may sleep over a night.
    private static readonly TimeSpan WhileRunning = TimeSpan.FromDays(1);

    // A service may have been stopped for long.
    private static readonly TimeSpan WhileStopped = TimeSpan.FromDays(30);

    private readonly SemaphoreSlim turn = new(1, 1);
    private (DateTimeOffset Time, long Stamp)? trusted;
    private bool isHeld;

    /// <summary>The time to go by, in UTC.</summary>
    public async Task<DateTimeOffset> ReadAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var (wall, stamp) = (time.GetUtcNow(), time.GetTimestamp());
            var from = trusted ??= await StartAsync(wall, stamp, cancellationToken);
            var expected = from.Time + time.GetElapsedTime(from.Stamp, stamp);
            if ((wall - expected).Duration() > WhileRunning && !await IsAcceptedAsync(wall, expected, cancellationToken)) return expected;
            if (isHeld) await holds.EndAsync([HoldKind.Clock], cancellationToken);
            isHeld = false;
            trusted = (wall, stamp);
            return wall;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>The clock as it is, or the time when the service was last alive where the clock cannot be right.</summary>
    private async Task<(DateTimeOffset Time, long Stamp)> StartAsync(DateTimeOffset wall, long stamp, CancellationToken cancellationToken)
    {
        isHeld = await FindAsync(cancellationToken) is not null;
        if ((await state.ReadMarkAsync(cancellationToken)).Seen is not { } seen) return (wall, stamp);
        var forward = isHeld ? WhileRunning : WhileStopped;
        return (wall - seen > forward || seen - wall > WhileRunning ? seen : wall, stamp);
    }

    private async Task<bool> IsAcceptedAsync(DateTimeOffset wall, DateTimeOffset expected, CancellationToken cancellationToken)
    {
        if (isHeld && await FindAsync(cancellationToken) is { } hold) return hold.AcceptedAt is not null;
        await holds.SetAsync(new Hold
        {
            Scope = Hold.Content,
            Kind = HoldKind.Clock,
            Reason = $"The clock says {Say(wall)}, but it should be about {Say(expected)}. Until that is settled no digest is planned, and dated posts go live by the time that has passed.",
            HeldAt = expected,
        }, [], cancellationToken);
        isHeld = true;
        return false;
    }

    private async Task<Hold?> FindAsync(CancellationToken cancellationToken) =>
        (await holds.ReadAsync(cancellationToken)).FirstOrDefault(hold => hold.Kind == HoldKind.Clock);

    private static string Say(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
