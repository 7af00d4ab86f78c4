using Syndication.Worker.Mail.Limits;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>
/// How fast the readers at one group of domains may be sent: additive increase, multiplicative decrease. Times are those that have passed
/// since the process began, whatever the clock is set to. Not for several threads at a time.
/// </summary>
/// <param name="limit">What it never goes beyond.</param>
internal sealed class DomainPace(DomainLimit limit)
{
    private const int BreakerLimit = 5;
    private const double SlowestRate = 0.1;
    private const double StepShare = 0.1;

    private static readonly TimeSpan StepInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MeasuredSpan = TimeSpan.FromSeconds(1);

    // What a timer is late by is made up, or a rate above its resolution would never be reached.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(100);

    private double ceiling = limit.RatePerSecond;
    private double rate = limit.RatePerSecond;
    private TimeSpan next;
    private TimeSpan changed = TimeSpan.MinValue;
    private TimeSpan halved = TimeSpan.MinValue;
    private TimeSpan measuredFrom;
    private TimeSpan closedUntil;
    private TimeSpan pause = ShortestPause;
    private double measured;
    private int counted;
    private int failures;

    /// <summary>Whether it was named in the configuration or is a preset, so that its name tells nothing of a reader.</summary>
    public bool IsNamed => limit.Name != DomainLimit.Others;

    /// <summary>The limit's name.</summary>
    public string Name => limit.Name;

    /// <summary>Messages that wait in this process.</summary>
    public int Held { get; set; }

    /// <summary>The last place that was given to a message that does not wait in this process.</summary>
    public TimeSpan ParkedUntil { get; set; }

    /// <summary>Messages under way.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Messages a second at present; zero: as fast as it goes.</summary>
    public double Rate => rate;

    /// <summary>Whether a server asked for less than the limit.</summary>
    public bool IsSlowed => rate != limit.RatePerSecond;

    /// <summary>Whether nothing is tried for now since five tries in a row failed.</summary>
    public bool IsClosed => failures >= BreakerLimit;

    /// <summary>Whether forgetting it loses nothing.</summary>
    public bool IsIdle => Held == 0 && UnderWay == 0 && failures == 0 && !IsSlowed;

    /// <summary>Whether it goes as fast as it goes.</summary>
    public bool IsFree => rate <= 0 && limit.Connections <= 0 && failures < BreakerLimit;

    /// <summary>How long until the next message may begin: zero for now, <see cref="TimeSpan.MaxValue"/> while all connections are taken.</summary>
    public TimeSpan WaitAt(TimeSpan now)
    {
        if (IsClosed && (UnderWay > 0 || now < closedUntil)) return UnderWay > 0 ? TimeSpan.MaxValue : closedUntil - now;
        if (limit.Connections > 0 && UnderWay >= limit.Connections) return TimeSpan.MaxValue;
        return rate > 0 && next > now ? next - now : TimeSpan.Zero;
    }

    /// <summary>Begins a message.</summary>
    public void Begin(TimeSpan now)
    {
        UnderWay++;
        if (rate > 0) next = (next > now - Slack ? next : now - Slack) + TimeSpan.FromSeconds(1 / rate);
        if (now - measuredFrom >= MeasuredSpan)
        {
            measured = counted / (now - measuredFrom).TotalSeconds;
            (measuredFrom, counted) = (now, 0);
        }

        counted++;
    }

    /// <summary>A message ended without a word of the server's about it.</summary>
    public void End() => UnderWay--;

    /// <summary>A server took a message, or refused it for its own sake.</summary>
    public void Succeed(TimeSpan now)
    {
        failures = 0;
        pause = ShortestPause;
        if (!IsSlowed || (changed > TimeSpan.MinValue && now - changed < StepInterval)) return;
        changed = now;
        rate += ceiling * StepShare;
        if (rate >= ceiling) rate = limit.RatePerSecond;
    }

    /// <summary>A server asked for less.</summary>
    /// <param name="begun">When the message began: those that were under way when it was halved do not halve it again.</param>
    /// <param name="now">The time.</param>
    public void Slow(TimeSpan begun, TimeSpan now)
    {
        if (begun <= halved) return;
        if (rate <= 0)
        {
            // Where no limit is set, the one that was found is kept to until twice of it has gone well.
            rate = Math.Max(measured, counted / Math.Max((now - measuredFrom).TotalSeconds, MeasuredSpan.TotalSeconds));
            ceiling = Math.Max(rate * 2, SlowestRate * 2);
        }

        rate = Math.Max(rate / 2, Math.Min(SlowestRate, ceiling));
        changed = halved = now;
        next = now + TimeSpan.FromSeconds(1 / rate);
    }

    /// <summary>A line was lost or closed by 421; five in a row, and nothing is tried for a while, longer each time.</summary>
    public void Fail(TimeSpan now)
    {
        if (++failures < BreakerLimit) return;
        closedUntil = now + pause;
        pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }

    /// <summary>How many messages of this group are worth keeping in memory for some time to come.</summary>
    public int CapacityFor(TimeSpan span)
    {
        if (IsFree) return int.MaxValue;
        if (IsClosed) return 1;
        return Math.Max(1, limit.Connections) + (int)Math.Ceiling(ExpectedRate * span.TotalSeconds);
    }

    /// <summary>Messages a second that it can be expected to take.</summary>
    public double ExpectedRate => rate > 0 ? rate : Math.Max(measured, limit.Connections);
}
