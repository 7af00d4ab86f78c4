namespace Syndication.Worker.Model.Bounces;

/// <summary>When failures that may pass add up, and what a suspended address has to show.</summary>
public static class BounceRules
{
    /// <summary>Days with a failure after which an address is suspended.</summary>
    public const int MostDays = 5;

    /// <summary>The time in which those days lie.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>How long a suspended address gets nothing; the next digest then goes out as a probe.</summary>
    public static readonly TimeSpan Suspension = TimeSpan.FromDays(7);

    /// <summary>A probe that was not returned for this long has arrived; servers give up after five days.</summary>
    public static readonly TimeSpan ProbePatience = TimeSpan.FromDays(7);

    /// <summary>Sent messages of an edition below which a rate says nothing.</summary>
    public const long LeastSent = 50;

    /// <summary>The share of bounces that stops an edition.</summary>
    public const double MostBounced = 0.05;

    /// <summary>The share of complaints that stops an edition.</summary>
    public const double MostComplaints = 0.003;
}
