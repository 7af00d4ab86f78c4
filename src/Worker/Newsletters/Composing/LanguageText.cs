using System.Globalization;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Fills the service's words.</summary>
internal static class LanguageText
{
    /// <summary>A text with its values.</summary>
    public static string Format(IReadOnlyDictionary<string, string> words, string key, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, words[key], values);

    /// <summary>A text about a number, in its singular or plural.</summary>
    public static string Count(IReadOnlyDictionary<string, string> words, string key, int number, params object[] values) =>
        Format(words, key + (number == 1 ? ".one" : ".other"), [number, .. values]);
}
