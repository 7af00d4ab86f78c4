namespace Syndication.Worker.Model.Bounces;

/// <summary>What a failed delivery says of whose trouble it is.</summary>
public enum FailureKind
{
    /// <summary>The address takes no mail for good; it is never mailed again.</summary>
    Unreachable,

    /// <summary>A full mailbox, a server that stayed away, or nothing clear: it counts, at most once a day.</summary>
    Temporary,

    /// <summary>Our sender or our message was refused; it says nothing about the reader.</summary>
    Ours,
}
