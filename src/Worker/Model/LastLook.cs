namespace Syndication.Worker.Model;

/// <summary>What the last look before MAIL FROM says.</summary>
public enum LastLook
{
    /// <summary>Go on; that it is being sent is committed.</summary>
    Send,

    /// <summary>The reader left, paused, confirmed already, or is never mailed; the delivery has ended.</summary>
    Unwanted,

    /// <summary>The lease is another's, or a new edition took the posts over.</summary>
    Lost,
}
