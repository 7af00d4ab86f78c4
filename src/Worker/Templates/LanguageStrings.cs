using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Syndication.Worker.Templates;

/// <summary>The service's own words: a JSON object of texts for each language, <c>en.json</c> complete, others falling back to it.</summary>
/// <param name="folder">Absolute path of the files.</param>
public sealed class LanguageStrings(string folder)
{
    private const string Fallback = "en";

    private readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> languages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of a language: its own, else its primary language's (<c>pt</c> for <c>pt-BR</c>), else English.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public IReadOnlyDictionary<string, string> For(string language) => languages.GetOrAdd(language, Read);

    /// <summary>Whether a language has words of its own.</summary>
    public bool Has(string language) => File.Exists(FileOf(language));

    /// <summary>The direction of a language's script, <c>rtl</c> or <c>ltr</c>.</summary>
    public static string Direction(string language) =>
        CultureInfo.GetCultureInfo(language).TextInfo.IsRightToLeft ? "rtl" : "ltr";

    private string FileOf(string language) => Path.Combine(folder, language + ".json");

    private FrozenDictionary<string, string> Read(string language)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var primary = language.Split('-')[0];
        foreach (var source in new[] { Fallback, primary, language }.Distinct(StringComparer.OrdinalIgnoreCase).Where(Has))
        {
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(FileOf(source)))!) words[key] = text;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
