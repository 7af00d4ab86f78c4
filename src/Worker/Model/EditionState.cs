namespace Syndication.Worker.Model;

/// <summary>Where an edition stands.</summary>
public enum EditionState
{
    /// <summary>Its deliveries are being written.</summary>
    Planning,

    /// <summary>Its deliveries are under way.</summary>
    Sending,

    /// <summary>Every delivery has ended.</summary>
    Done,

    /// <summary>Held until ops resume it.</summary>
    Paused,

    /// <summary>Given up by ops; its posts are due again.</summary>
    Cancelled,
}
