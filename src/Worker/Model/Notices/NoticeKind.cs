namespace Syndication.Worker.Model.Notices;

/// <summary>What a post says of its own fault.</summary>
public enum NoticeKind
{
    /// <summary>It said something wrongly, and says it rightly now.</summary>
    Correction,

    /// <summary>It does not stand any more.</summary>
    Retraction,
}
