namespace Syndication.Worker.Templates;

/// <summary>Finds the text about a number.</summary>
public static class CountedText
{
    /// <summary>The text <c>{key}.{form}</c> for the number's plural form; <c>.other</c> where a language's file has none of that form.</summary>
    /// <param name="words">The language's words.</param>
    /// <param name="key">The text's key without its form.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="number">A whole number, not negative.</param>
    public static string Find(IReadOnlyDictionary<string, string> words, string key, string language, int number)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.TryGetValue($"{key}.{PluralCategory.Of(language, number)}", out var text) ? text : words[key + ".other"];
    }
}
