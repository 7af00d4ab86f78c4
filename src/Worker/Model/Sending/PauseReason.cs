namespace Syndication.Worker.Model.Sending;

/// <summary>Why an edition is paused.</summary>
public enum PauseReason
{
    /// <summary>Ops said so.</summary>
    Ops,

    /// <summary>The mail server refuses our sender, and would refuse every message.</summary>
    SenderRefused,

    /// <summary>Too many messages came back.</summary>
    Bounces,

    /// <summary>Too many readers complained.</summary>
    Complaints,

    /// <summary>What it would send fails the service's own checks.</summary>
    FailedChecks,
}
