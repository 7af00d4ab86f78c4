using System.Globalization;
using System.Text;

namespace Syndication.Feeds.Content;

/// <summary>When tags are one and the same, and what a tag's address keeps of its label.</summary>
public static class TagKey
{
    /// <summary>The key that labels share when they differ only in case, spaces, <c>-</c>, <c>_</c> and Unicode form.</summary>
    public static string Of(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var key = new StringBuilder(label.Length);
        foreach (var c in label.Normalize(NormalizationForm.FormC))
        {
            if (c is '-' or '_' || char.IsWhiteSpace(c)) continue;
            key.Append(char.ToLowerInvariant(char.ToUpperInvariant(c)));
        }

        return key.Length == 0 ? label : key.ToString();
    }

    /// <summary>Letters, digits and marks of every script in lower case, anything between them as one <c>-</c>; empty where none is left.</summary>
    public static string Slug(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var slug = new StringBuilder(label.Length);
        var gap = false;
        foreach (var rune in label.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (!IsKept(Rune.GetUnicodeCategory(rune)))
            {
                gap = slug.Length > 0;
                continue;
            }

            if (gap) slug.Append('-');
            gap = false;
            slug.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        return slug.ToString();
    }

    private static bool IsKept(UnicodeCategory category) => category is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
