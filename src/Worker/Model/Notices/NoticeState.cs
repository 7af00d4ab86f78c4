namespace Syndication.Worker.Model.Notices;

/// <summary>Whether readers of a faulty version are to be told.</summary>
public enum NoticeState
{
    /// <summary>They are, each once.</summary>
    Open,

    /// <summary>The post does not say so any more; whoever was told stays told.</summary>
    Withdrawn,

    /// <summary>Nobody is: it was there before the service kept notices, or ops have said so.</summary>
    Told,
}
