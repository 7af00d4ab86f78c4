using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Syndication.Worker.Templates;

/// <summary>The service's own words: a JSON object of texts for each language, <c>en.json</c> complete, others falling back to it.</summary>
/// <remarks>A changed file is taken up at its next use; one that cannot be read leaves the last good words in place.</remarks>
/// <param name="folder">Absolute path of the files.</param>
/// <param name="broken">Told of a folder whose files cannot be used, and why; null for nobody.</param>
public sealed class LanguageStrings(string folder, Action<string, string>? broken = null)
{
    private const string Fallback = "en";

    private readonly ConcurrentDictionary<string, Known> languages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of a language: its own, else its primary language's (<c>pt</c> for <c>pt-BR</c>), else English.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public IReadOnlyDictionary<string, string> For(string language)
    {
        var sources = new[] { Fallback, language.Split('-')[0], language }.Distinct(StringComparer.OrdinalIgnoreCase).Where(Has).ToArray();
        var stamp = string.Join(' ', sources.Select(source => File.GetLastWriteTimeUtc(FileOf(source)).Ticks));
        if (languages.TryGetValue(language, out var last) && last.Stamp == stamp) return last.Words;
        try
        {
            last = new Known(stamp, Read(sources));
        }
        catch (Exception exception) when (last is not null && exception is JsonException or IOException or UnauthorizedAccessException)
        {
            broken?.Invoke(folder, exception.Message);
            last = last! with { Stamp = stamp };
        }

        languages[language] = last;
        return last.Words;
    }

    /// <summary>Whether a language has words of its own.</summary>
    public bool Has(string language) => File.Exists(FileOf(language));

    /// <summary>The direction of a language's script, <c>rtl</c> or <c>ltr</c>.</summary>
    public static string Direction(string language) =>
        CultureInfo.GetCultureInfo(language).TextInfo.IsRightToLeft ? "rtl" : "ltr";

    private string FileOf(string language) => Path.Combine(folder, language + ".json");

    private FrozenDictionary<string, string> Read(string[] sources)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(FileOf(source)))!) words[key] = text;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private sealed record Known(string Stamp, FrozenDictionary<string, string> Words);
}
