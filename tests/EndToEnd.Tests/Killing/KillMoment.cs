namespace Syndication.Tests.EndToEnd.Killing;

/// <summary>When in an edition the process is killed; which message, and what else is random, is up to the seed.</summary>
internal enum KillMoment
{
    /// <summary>Once the edition's first row is there: while it is planned.</summary>
    Planning,

    /// <summary>In the middle of a message's body.</summary>
    Body,

    /// <summary>When the server has a whole message and has not answered.</summary>
    BeforeReply,

    /// <summary>When the server has answered: while the outcome is committed, or between two messages.</summary>
    AfterReply,

    /// <summary>Once the plan is told in the log: while texts are composed and connections are opened.</summary>
    Composing,

    /// <summary>Some time after the post was saved: while it is read, numbered, or waits for its firing.</summary>
    Reading,

    /// <summary>At MAIL: the delivery has just been committed as being sent.</summary>
    Mail,

    /// <summary>Some time after the edition's first row, wherever that may be.</summary>
    Anywhere,

    /// <summary>When the server has told a connection to begin with the message.</summary>
    Data,
}
