namespace Syndication.Worker.Storage;

/// <summary>What the journal of those who left notes.</summary>
public enum DepartureKind
{
    /// <summary>A reader left a newsletter.</summary>
    Left,

    /// <summary>A reader confirmed a newsletter, or took leaving back.</summary>
    Returned,

    /// <summary>An address is never mailed from here on.</summary>
    Suppressed,

    /// <summary>An address may be mailed again.</summary>
    Lifted,
}
