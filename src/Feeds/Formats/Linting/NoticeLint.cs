using System.Globalization;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks the notes of corrections that this product writes into content: rule 24.</summary>
internal static class NoticeLint
{
    private const string Start = "<aside><p><strong>";
    private const string DateStart = " (<time datetime=\"";

    /// <summary>The day of the newest correction that stands before the content; null where none is dated.</summary>
    public static DateTime? Check(string html, LintPlace place, LintReport report)
    {
        DateTime? newest = null;
        var rest = html.AsSpan();
        while (rest.StartsWith(Start))
        {
            var end = rest.IndexOf("</aside>");
            if (end < 0)
                return newest;
            if (Date(rest[..end]) is { } date && !(date < newest))
                newest = date;
            rest = rest[(end + "</aside>".Length)..].TrimStart('\n');
        }
        for (var at = rest.IndexOf(Start); at >= 0; at = rest.IndexOf(Start))
        {
            rest = rest[at..];
            // Only a dated note is surely one of ours: authors have asides too.
            if (Date(rest) is not null)
                report.Warning(24, place, "A correction does not stand before the content.");
            rest = rest[Start.Length..];
        }
        return newest;
    }

    /// <summary>The date that follows the note's first word.</summary>
    private static DateTime? Date(ReadOnlySpan<char> note)
    {
        var at = note.IndexOf(DateStart);
        if (at < 0 || note[Start.Length..at].Contains('<') || note.Length < at + DateStart.Length + 10)
            return null;
        return DateTime.TryParseExact(note.Slice(at + DateStart.Length, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }
}
