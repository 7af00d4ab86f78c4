using System.Text.Json;
using Syndication.Feeds.Content;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Makes a subscription's tags of those of a file: here they choose posts, elsewhere they often are notes about people.</summary>
/// <param name="choice">Which are taken.</param>
/// <param name="slugs">The slugs of the tags that posts have, by folded label.</param>
internal sealed class ImportTags(ImportTagChoice choice, IReadOnlyDictionary<string, string> slugs)
{
    private static readonly char[] Separators = [',', ';', '|'];

    private readonly HashSet<string> own = new(slugs.Values, StringComparer.Ordinal);

    /// <summary>A JSON list of slugs; null for every post, also where none of the tags is taken.</summary>
    public string? Read(string text)
    {
        if (choice == ImportTagChoice.None || text.Length == 0) return null;
        var taken = text.Trim('[', ']').Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .Select(part => SlugOf(part.Trim(' ', '"', '\'', '\\')))
            .Where(slug => slug is { Length: > 0 and <= 200 }).Distinct(StringComparer.Ordinal).Take(100).ToArray();
        return taken.Length == 0 ? null : JsonSerializer.Serialize(taken);
    }

    private string? SlugOf(string label)
    {
        if (label.Length is 0 or > 200) return null;
        if (slugs.GetValueOrDefault(TagKey.Of(label)) is { } known) return known;
        var slug = TagKey.Slug(label);
        return choice == ImportTagChoice.All || own.Contains(slug) ? slug : null;
    }
}
