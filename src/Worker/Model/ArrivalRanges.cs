using System.Collections.Immutable;
using System.Globalization;

namespace Syndication.Worker.Model;

/// <summary>A set of arrivals as disjoint ranges in ascending order: what a delivery announces, given-up ones before it included.</summary>
public sealed class ArrivalRanges
{
    private readonly ImmutableArray<ArrivalRange> ranges;

    private ArrivalRanges(ImmutableArray<ArrivalRange> ranges) => this.ranges = ranges;

    /// <summary>No arrival.</summary>
    public static ArrivalRanges None { get; } = new([]);

    /// <summary>Whether it holds no arrival.</summary>
    public bool IsEmpty => ranges.IsEmpty;

    /// <summary>The arrival below its first one.</summary>
    public long Lowest => ranges.IsEmpty ? 0 : ranges[0].From;

    /// <summary>Its highest arrival.</summary>
    public long Highest => ranges.IsEmpty ? 0 : ranges[^1].Through;

    /// <summary>The union of ranges; empty and overlapping ones are allowed.</summary>
    public static ArrivalRanges Of(IEnumerable<ArrivalRange> parts)
    {
        var merged = ImmutableArray.CreateBuilder<ArrivalRange>();
        foreach (var part in parts.Where(part => part.Through > part.From).OrderBy(part => part.From))
        {
            if (merged.Count > 0 && part.From <= merged[^1].Through)
            {
                merged[^1] = merged[^1] with { Through = Math.Max(merged[^1].Through, part.Through) };
            }
            else
            {
                merged.Add(part);
            }
        }

        return new ArrivalRanges(merged.ToImmutable());
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static ArrivalRanges Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('-'))
            .Select(ends => new ArrivalRange(long.Parse(ends[0], CultureInfo.InvariantCulture), long.Parse(ends[1], CultureInfo.InvariantCulture))));
    }

    /// <summary>This and others together.</summary>
    public ArrivalRanges With(IEnumerable<ArrivalRanges> others) => Of(ranges.Concat(others.SelectMany(other => other.ranges)));

    /// <summary>Whether it holds an arrival.</summary>
    public bool Contains(long arrival) => ranges.Any(range => arrival > range.From && arrival <= range.Through);

    /// <summary>The ranges as <c>from-through</c>, separated by commas; empty for none.</summary>
    public override string ToString() =>
        string.Join(',', ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.From}-{range.Through}")));
}
