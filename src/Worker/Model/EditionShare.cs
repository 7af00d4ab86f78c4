using System.Globalization;

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

    /// <summary>How many of the newest posts it sends to everyone; null where it sends what is due.</summary>
    public int? Latest => Edition.Occurrence.StartsWith(Edition.LatestPrefix, StringComparison.Ordinal)
        && int.TryParse(Edition.Occurrence.AsSpan(Edition.Occurrence.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>Whether it tells urgent notices and nothing else.</summary>
    public bool IsNotice => Edition.Occurrence.StartsWith(Edition.NoticePrefix, StringComparison.Ordinal);
}
