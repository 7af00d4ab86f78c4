using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>Lets readers of one zone pass through a schedule's firings there.</summary>
/// <param name="newsletter">The newsletter.</param>
/// <param name="state">The posts.</param>
/// <param name="arrivals">All of the newsletter's arrivals, ascending.</param>
/// <param name="firings">The firings that are planned, in their order.</param>
internal sealed class ZoneSimulation(NewsletterOptions newsletter, PublishedState state, IReadOnlyList<Arrival> arrivals, IReadOnlyList<ScheduledFiring> firings)
{
    private readonly Dictionary<ScheduledFiring, FiringCount> counts = firings.ToDictionary(firing => firing, _ => new FiringCount());

    /// <summary>Lets readers pass.</summary>
    public void Pass(ReaderGroups readers)
    {
        var lowest = readers.Lowest;
        Arrival[] above = [.. arrivals.Where(arrival => arrival.Number > lowest)];
        // A new one for each page: it remembers every choice of tags that it meets.
        foreach (var firing in firings) readers.Pass(new DuePosts(newsletter, state, firing.Through), firing.Through, above, counts[firing]);
    }

    /// <summary>What was counted at a firing.</summary>
    public FiringCount CountOf(ScheduledFiring firing) => counts.GetValueOrDefault(firing) ?? new FiringCount();
}
