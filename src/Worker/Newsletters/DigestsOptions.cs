namespace Syndication.Worker.Newsletters;

/// <summary>What counts as new (section <c>Digests</c>).</summary>
public sealed record DigestsOptions
{
    /// <summary>On a first start, posts published within this time count as new; zero: everything found is old.</summary>
    public TimeSpan Lookback { get; init; } = TimeSpan.Zero;

    /// <summary>Most posts that may be new to a newsletter at once; more hold it until ops release it.</summary>
    public int MassArrivalLimit { get; init; } = 20;

    /// <summary>How long after its arrival a post may first be mailed.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.Zero;

    /// <summary>Whether a post is mailed only once its page answers.</summary>
    public bool RequireLivePage { get; init; }
}
