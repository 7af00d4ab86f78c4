namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>What comes of a firing.</summary>
internal enum FiringOutcome
{
    /// <summary>Readers get a digest.</summary>
    Sends,

    /// <summary>Nothing is due to anyone.</summary>
    Nothing,

    /// <summary>It was missed, and a later one makes it up.</summary>
    Absorbed,

    /// <summary>The newsletter is held; what is due stays due.</summary>
    Held,

    /// <summary>It was planned already; <c>editions list</c> says what came of it.</summary>
    Planned,
}
