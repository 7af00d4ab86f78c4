namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks plain texts: rules 8 and 9.</summary>
internal static class TextLint
{
    private static readonly string[] Entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&nbsp;", "&#39;", "&#34;", "&#38;", "&#x27;", "&#8217;"];

    /// <summary>Checks a text that readers show as it is.</summary>
    public static void Check(string text, string what, LintPlace place, LintReport report)
    {
        if (!text.Contains('&', StringComparison.Ordinal))
            return;
        // A title may be about entities: only its author can tell, so this is a warning.
        if (Entities.Any(entity => text.Contains(entity, StringComparison.OrdinalIgnoreCase)))
            report.Warning(8, place, $"The {what} looks escaped twice.");
        if (EndsInsideEntity(text))
            report.Warning(9, place, $"The {what} looks cut inside an escaped character.");
    }

    /// <summary>Checks that a title is there.</summary>
    public static void CheckTitle(string? title, int rule, string what, LintPlace place, LintReport report)
    {
        if (string.IsNullOrWhiteSpace(title))
            report.Error(rule, place, $"The {what} is missing.");
        else
            Check(title, what, place, report);
    }

    private static bool EndsInsideEntity(string text)
    {
        var kept = text.AsSpan().TrimEnd("…. ");
        var start = kept.LastIndexOf('&');
        if (start < 0 || kept.Length - start is < 3 or > 8 || kept.Length == text.Length)
            return false;
        foreach (var entity in Entities)
        {
            if (entity.AsSpan(0, entity.Length - 1).StartsWith(kept[start..], StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
