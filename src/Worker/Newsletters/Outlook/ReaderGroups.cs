using System.Globalization;
using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>Readers who get the same at every firing, folded into one each.</summary>
internal sealed class ReaderGroups
{
    private readonly List<(PlanningReader Reader, long Count)> groups;

    private ReaderGroups(List<(PlanningReader Reader, long Count)> groups) => this.groups = groups;

    /// <summary>The number that the lowest of them has heard of.</summary>
    public long Lowest => groups.Count == 0 ? long.MaxValue : groups.Min(group => Storage.PlanningStore.LowestOf(group.Reader));

    /// <summary>Folds a page of readers.</summary>
    /// <param name="readers">The readers.</param>
    /// <param name="baseline">Nobody's watermark is lower.</param>
    public static ReaderGroups Of(IEnumerable<PlanningReader> readers, long baseline) => new(
        [.. readers.Select(reader => reader.AnnouncedThrough < baseline ? reader with { AnnouncedThrough = baseline } : reader)
            .GroupBy(Key, StringComparer.Ordinal).Select(group => (group.First(), (long)group.Count()))]);

    /// <summary>A reader of every tag who counts as nobody.</summary>
    public static ReaderGroups Nobody(long announced) => new([(new PlanningReader("", announced, null, null, false, []), 0)]);

    /// <summary>Lets a firing pass: counts what they get, and moves their watermarks.</summary>
    /// <param name="due">Decides.</param>
    /// <param name="through">Arrivals up to here are announced.</param>
    /// <param name="arrivals">At least those above <see cref="Lowest"/>.</param>
    /// <param name="count">Where it is counted.</param>
    public void Pass(DuePosts due, long through, IReadOnlyList<Arrival> arrivals, FiringCount count)
    {
        if (groups.TrueForAll(group => group.Reader.AnnouncedThrough >= through && group.Reader.Unaccepted.IsEmpty)) return;
        var planned = due.Decide([.. groups.Select(group => group.Reader)], arrivals);
        for (var index = 0; index < groups.Count; index++)
        {
            var (reader, readers) = groups[index];
            if (planned[index].Variant is { } variant) count.Add(variant, readers);
            groups[index] = (reader with { AnnouncedThrough = Math.Max(through, reader.AnnouncedThrough), Unaccepted = [] }, readers);
        }
    }

    private static string Key(PlanningReader reader) => string.Create(CultureInfo.InvariantCulture,
        $"{reader.AnnouncedThrough} {reader.Language} {reader.TextOnly} {(reader.Tags is { } tags ? string.Join(',', tags) : "*")} {string.Join(';', reader.Unaccepted.Select(open => open.Ranges))}");
}
