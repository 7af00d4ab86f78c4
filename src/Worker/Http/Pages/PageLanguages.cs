using System.Collections.Concurrent;
using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Http.Pages;

/// <summary>The languages that pages come in: those of the newsletters that have words, else English.</summary>
internal sealed class PageLanguages
{
    private const string Fallback = "en";

    private readonly TemplateSet templates;
    private readonly ConcurrentDictionary<string, (IReadOnlyDictionary<string, string> Strings, PageWords Words)> words = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the languages.</summary>
    public PageLanguages(IReadOnlyList<NewsletterOptions> newsletters, SiteOptions site, TemplateSet templates)
    {
        this.templates = templates;
        var wanted = newsletters.SelectMany(newsletter => newsletter.Languages).Prepend(site.Language);
        Offered = [.. wanted.Distinct(StringComparer.OrdinalIgnoreCase).Where(HasWords)];
        if (Offered.Count == 0) Offered = [Fallback];
    }

    /// <summary>BCP 47 tags; the first is the default.</summary>
    public IReadOnlyList<string> Offered { get; }

    /// <summary>The language of an answer: the request's <c>lang</c> (field or query), else what the browser prefers, else the default.</summary>
    public string Choose(HttpRequest request, string? chosen = null)
    {
        if (Find(chosen ?? request.Query["lang"].ToString()) is { } named) return named;
        var preferred = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.ToString());
        return preferred.Select(Find).FirstOrDefault(language => language is not null) ?? Offered[0];
    }

    /// <summary>A language's words.</summary>
    public PageWords Words(string language)
    {
        var strings = templates.Strings.For(language);
        if (words.TryGetValue(language, out var last) && ReferenceEquals(last.Strings, strings)) return last.Words;
        var fresh = new PageWords(strings, language);
        words[language] = (strings, fresh);
        return fresh;
    }

    /// <summary>What a language calls itself, such as <c>Türkçe</c>.</summary>
    public static string NativeName(string language)
    {
        var name = CultureInfo.GetCultureInfo(language).NativeName;
        return char.ToUpper(name[0], CultureInfo.GetCultureInfo(language)) + name[1..];
    }

    private bool HasWords(string language) => templates.Strings.Has(language) || templates.Strings.Has(Primary(language));

    private string? Find(string language) => language.Length == 0
        ? null
        : Offered.FirstOrDefault(offered => string.Equals(offered, language, StringComparison.OrdinalIgnoreCase))
            ?? Offered.FirstOrDefault(offered => string.Equals(Primary(offered), Primary(language), StringComparison.OrdinalIgnoreCase));

    private static string Primary(string language) => language.Split('-')[0];
}
