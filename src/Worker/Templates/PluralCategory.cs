namespace Syndication.Worker.Templates;

/// <summary>Which of a language's plural forms a number takes, by CLDR's cardinal rules.</summary>
public static class PluralCategory
{
    private static readonly string[] Arabic = ["zero", "one", "two", "few", "many", "other"];
    private static readonly string[] OneAndOther = ["one", "other"];

    /// <summary>The forms that a language has; languages that are not in the table have two, as English.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public static IReadOnlyList<string> All(string language) => IsArabic(language) ? Arabic : OneAndOther;

    /// <summary>The form for a number.</summary>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="number">A whole number, not negative.</param>
    public static string Of(string language, int number)
    {
        if (!IsArabic(language)) return number == 1 ? "one" : "other";
        return (number, number % 100) switch
        {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, >= 3 and <= 10) => "few",
            (_, >= 11) => "many",
            _ => "other",
        };
    }

    private static bool IsArabic(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return language.Equals("ar", StringComparison.OrdinalIgnoreCase) || language.StartsWith("ar-", StringComparison.OrdinalIgnoreCase);
    }
}
