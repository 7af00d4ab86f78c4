using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>A newsletter's arrivals as they are and as they will be numbered.</summary>
internal sealed class FutureArrivals
{
    private readonly IReadOnlyList<(Arrival Arrival, DateTimeOffset At)> coming;

    /// <summary>Takes what is known and what is to come.</summary>
    /// <param name="known">The numbered posts, ascending.</param>
    /// <param name="counter">The highest number so far.</param>
    /// <param name="coming">The posts to come in the order of their numbers, with their times.</param>
    public FutureArrivals(IReadOnlyList<Arrival> known, long counter, IReadOnlyList<(Arrival Arrival, DateTimeOffset At)> coming)
    {
        this.coming = coming;
        Counter = counter;
        All = [.. known, .. coming.Select(one => one.Arrival)];
    }

    /// <summary>The highest number so far.</summary>
    public long Counter { get; }

    /// <summary>Everybody's watermark is at least this: what a first start counts as announced.</summary>
    public long Baseline { get; init; }

    /// <summary>When more posts than usual arrive at once, and the newsletter is held; null for never.</summary>
    public DateTimeOffset? HeldFrom { get; init; }

    /// <summary>All of them, ascending.</summary>
    public IReadOnlyList<Arrival> All { get; }

    /// <summary>The highest number that will have arrived at an instant, given how far those of today have settled by then.</summary>
    /// <param name="settled">How far those of today have.</param>
    /// <param name="before">Those of tomorrow have settled when they arrive up to here.</param>
    public long ThroughAt(long settled, DateTimeOffset before) =>
        settled < Counter ? settled : coming.Where(one => one.At <= before).Select(one => one.Arrival.Number).DefaultIfEmpty(settled).Max();
}
