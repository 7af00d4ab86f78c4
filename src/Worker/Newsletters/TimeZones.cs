namespace Syndication.Worker.Newsletters;

/// <summary>The time zones that readers choose from: those of the IANA database that are named after places.</summary>
internal static class TimeZones
{
    private const int LongestName = 64;

    private static readonly Lazy<IReadOnlyList<string>> Known = new(() =>
        [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)
            .Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);

    /// <summary>Their names, sorted.</summary>
    public static IReadOnlyList<string> All => Known.Value;

    /// <summary>Whether a text names a zone of the IANA database, an older name of one included.</summary>
    public static bool IsKnown(string name) =>
        All.Contains(name, StringComparer.Ordinal)
        || (name.Length <= LongestName && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '+')
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId);
}
