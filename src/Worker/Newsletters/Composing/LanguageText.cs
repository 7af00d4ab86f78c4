using System.Globalization;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Fills the service's words.</summary>
internal static class LanguageText
{
    /// <summary>A text with its values.</summary>
    public static string Format(IReadOnlyDictionary<string, string> words, string key, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, words[key], values);

    /// <summary>A text about a number, in the plural form that the language has for it.</summary>
    public static string Count(IReadOnlyDictionary<string, string> words, string key, string language, int number, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, CountedText.Find(words, key, language, number), [number, .. values]);
}
