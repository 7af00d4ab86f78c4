namespace Syndication.Worker.Cli.Explaining;

/// <summary>Whether a reader got a post.</summary>
internal enum Verdict
{
    /// <summary>The server accepted it.</summary>
    Got,

    /// <summary>It was handed over, and the line was lost before the answer.</summary>
    MayHaveGot,

    /// <summary>Its message waits or is under way.</summary>
    OnItsWay,

    /// <summary>Later, if nothing changes.</summary>
    NotYet,

    /// <summary>Not as things stand.</summary>
    No,
}
