namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks language tags (BCP 47, as RFC 4287's grammar has them).</summary>
internal static class LanguageLint
{
    /// <summary>Checks a tag; an absent one is none.</summary>
    public static void Check(string? tag, int rule, LintPlace place, LintReport report)
    {
        if (tag is not null && !IsTag(tag))
            report.Error(rule, place, $"This is no language tag: {tag}");
    }

    private static bool IsTag(string tag)
    {
        var isFirst = true;
        foreach (var range in tag.AsSpan().Split('-'))
        {
            var part = tag.AsSpan(range);
            if (part.Length is 0 or > 8)
                return false;
            foreach (var c in part)
            {
                if (!(isFirst ? char.IsAsciiLetter(c) : char.IsAsciiLetterOrDigit(c)))
                    return false;
            }
            isFirst = false;
        }
        return true;
    }
}
