namespace Syndication.Worker.Model;

/// <summary>The part of an edition that is planned at once: its readers in one time zone, or all of them.</summary>
/// <param name="Edition">The edition.</param>
/// <param name="TimeZone">IANA name, or <see cref="Everyone"/>.</param>
/// <param name="DefaultTimeZone">IANA name of the zone of readers who chose none.</param>
/// <param name="FiresAt">The instant of the firing in that zone, in UTC.</param>
public sealed record EditionShare(Edition Edition, string TimeZone, string DefaultTimeZone, DateTimeOffset FiresAt)
{
    /// <summary>Stands for every zone.</summary>
    public const string Everyone = "*";

    /// <summary>It tells the newsletter's notices up to here.</summary>
    public long NoticesThrough { get; init; }

    /// <summary>Whether it was asked for by hand and sends what is due.</summary>
    public bool IsNow => Edition.Occurrence.StartsWith(Edition.NowPrefix, StringComparison.Ordinal);

    /// <summary>Whether it tells urgent notices and nothing else.</summary>
    public bool IsNotice => Edition.Occurrence.StartsWith(Edition.NoticePrefix, StringComparison.Ordinal);
}
