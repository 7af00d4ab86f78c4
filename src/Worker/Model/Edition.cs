namespace Syndication.Worker.Model;

/// <summary>What one firing of one newsletter's schedule sends.</summary>
public sealed record Edition
{
    /// <summary>Random identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The newsletter's name.</summary>
    public required string Newsletter { get; init; }

    /// <summary>The schedule's name.</summary>
    public required string Schedule { get; init; }

    /// <summary>The firing's local wall time; <c>now/…</c> and <c>latest/…</c> for those asked for by hand, <c>notice/…</c> for one that tells corrections at once.</summary>
    public required string Occurrence { get; init; }

    /// <summary>Where it stands.</summary>
    public required EditionState State { get; init; }

    /// <summary>It announces the newsletter's arrivals up to here.</summary>
    public required long Through { get; init; }

    /// <summary>What a share that opens it is to tell: the newsletter's notices up to here. Each share keeps its own.</summary>
    public long NoticesThrough { get; init; }

    /// <summary>What begins the occurrence of an edition that was asked for by hand, of what is due.</summary>
    public const string NowPrefix = "now/";

    /// <summary>What begins the occurrence of an edition of the newest posts, which ends with <c>/</c> and their number.</summary>
    public const string LatestPrefix = "latest/";

    /// <summary>What begins the occurrence of an edition that tells corrections at once.</summary>
    public const string NoticePrefix = "notice/";
}
