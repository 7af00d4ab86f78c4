using System.Globalization;

namespace Syndication.Feeds.Ledger;

/// <summary>How the folder of a process that follows the ledger differs from it: it lags behind, or runs ahead of, what the changing process has read.</summary>
/// <param name="Reason">The same in words for ops.</param>
public sealed record LedgerDifference(string Reason)
{
    /// <summary>What a pass found to differ, or null where the folder says what the ledger does.</summary>
    internal static LedgerDifference? Of(LedgerState ledger, LedgerResult result)
    {
        if (result.Change.IsEmpty) return null;
        var missing = result.Left.Select(id => ledger.Entries[id].File).ToList();
        var other = result.Change.Entries.Where(entry => entry.IsLive).Select(entry => entry.File).ToList();
        var parts = new List<string>();
        if (other.Count > 0) parts.Add(Say(other, "new or another version in its folder"));
        if (missing.Count > 0) parts.Add(Say(missing, "not in its folder"));
        return new(parts.Count > 0 ? "Of the posts, " + string.Join("; ", parts) + "." : "Its configuration makes other feeds of the same posts.");
    }

    /// <summary>What lacks for files with an error; null where there is none.</summary>
    internal static LedgerDifference? OfBroken(IReadOnlyList<string> files) =>
        files.Count == 0 ? null : new("Of the posts, " + Say(files, "broken in its folder, and their last good version is not known here") + ".");

    private static string Say(IReadOnlyList<string> files, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{files.Count} {(files.Count == 1 ? "is" : "are")} {what} ({files.Order(StringComparer.Ordinal).First()}{(files.Count > 1 ? ", …" : "")})");
}
