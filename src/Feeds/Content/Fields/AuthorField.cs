using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Fields;

/// <summary>Who wrote a post.</summary>
internal static class AuthorField
{
    /// <summary>The authors that the file names; the site's author where it names none.</summary>
    public static ImmutableArray<Author> Read(FieldReader fields, SiteAddress site, Author? siteAuthor)
    {
        var authors = ImmutableArray.CreateBuilder<Author>();
        if (fields.First("authors", "author") is { } entry)
        {
            var values = entry.Value is FrontMatterSequence list ? list.Items : [entry.Value];
            var named = values.Where(value => !FieldReader.IsAbsent(value)).Select(value => AuthorOf(value, site)).ToList();
            authors.AddRange(named.OfType<Author>());
            if (named.Contains(null)) fields.WrongShape(entry, "a name, or a mapping with name, email and url");
        }

        if (authors.Count == 0 && siteAuthor is not null) authors.Add(siteAuthor);
        return authors.DrainToImmutable();
    }

    private static Author? AuthorOf(FrontMatterValue value, SiteAddress site)
    {
        if (value is FrontMatterScalar { Text: { } text }) return PlainText.Fold(text) is { Length: > 0 } plain ? new(plain) : null;
        if (value is not FrontMatterMapping mapping || TextOf(mapping, "name") is not { } name) return null;
        var url = TextOf(mapping, "url") is { } page ? site.Resolve(site.Base + "/", page) : null;
        return new(name, TextOf(mapping, "email"), url);
    }

    private static string? TextOf(FrontMatterMapping mapping, string key) =>
        mapping.Find(key)?.Value is FrontMatterScalar { Text: { } text } && PlainText.Fold(text) is { Length: > 0 } plain ? plain : null;
}
