using Syndication.Worker.Templates;

namespace Syndication.Worker.Http.Pages;

/// <summary>The pages' words in one language: the entries of <c>strings/{language}.json</c> whose key begins with <c>page.</c>, without that prefix.</summary>
internal sealed class PageWords
{
    private const string Prefix = "page.";

    private readonly string language;

    /// <summary>Takes the pages' part of a language's words.</summary>
    public PageWords(IReadOnlyDictionary<string, string> strings, string language)
    {
        this.language = language;
        All = strings.Where(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[Prefix.Length..], entry => entry.Value, StringComparer.Ordinal);
    }

    /// <summary>Every text by its key; templates name them as <c>{{words.key}}</c>.</summary>
    public Dictionary<string, string> All { get; }

    /// <summary>The text of a key.</summary>
    public string this[string key] => All[key];

    /// <summary>The text of a key, each <c>{name}</c> in it replaced.</summary>
    public string Fill(string key, params ReadOnlySpan<(string Name, string Value)> values) => FillText(All[key], values);

    /// <summary>The text about a number, in the plural form that the language has for it.</summary>
    public string Count(string key, int number, params ReadOnlySpan<(string Name, string Value)> values) =>
        FillText(CountedText.Find(All, key, language, number), values);

    /// <summary>How a schedule is called: the text <c>schedule.{name}</c>, else its name as configured.</summary>
    public string Schedule(string name) => All.GetValueOrDefault("schedule." + name, name);

    private static string FillText(string text, ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values) text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }
}
