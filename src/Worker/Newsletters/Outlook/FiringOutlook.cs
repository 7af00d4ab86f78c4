namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>One firing of a schedule in one zone, and what would come of it.</summary>
internal sealed record FiringOutlook
{
    /// <summary>The newsletter's name.</summary>
    public required string Newsletter { get; init; }

    /// <summary>The schedule's name.</summary>
    public required string Schedule { get; init; }

    /// <summary>Its local wall time, which names the edition.</summary>
    public required string Occurrence { get; init; }

    /// <summary>IANA name of the zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The instant, in UTC.</summary>
    public required DateTimeOffset FiresAt { get; init; }

    /// <summary>What comes of it.</summary>
    public required FiringOutcome Outcome { get; init; }

    /// <summary>More on that, in a sentence; empty where there is no more.</summary>
    public string Note { get; init; } = "";

    /// <summary>Confirmed readers of the schedule in the zone.</summary>
    public long Confirmed { get; init; }

    /// <summary>How many of them would get a message.</summary>
    public long Readers { get; init; }

    /// <summary>The posts, newest first; with what a reader of every tag would get where there is none.</summary>
    public IReadOnlyList<FiringPost> Posts { get; init; } = [];

    /// <summary>How many posts the longest digest lists by title alone, being past <c>MaxPosts</c>.</summary>
    public int BeyondMaxPosts { get; init; }
}
