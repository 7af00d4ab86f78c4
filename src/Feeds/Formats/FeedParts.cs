using System.Collections.Immutable;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats;

/// <summary>
/// What posts hold, as feeds can: clean, encoded, and without what would make the feed faulty, since no single post may keep a feed
/// from being published.
/// </summary>
internal static class FeedParts
{
    /// <summary>The title; the address where nothing is left of it.</summary>
    public static string Title(FeedEntry entry)
    {
        var title = FeedText.CleanLine(entry.Title);
        return string.IsNullOrWhiteSpace(title) ? FeedUrl.Encode(entry.Url) : title;
    }

    /// <summary>The summary; null where there is none, or where it says all that the content says.</summary>
    public static string? Summary(FeedEntry entry)
    {
        var summary = FeedText.CleanLine(entry.Summary);
        return string.IsNullOrWhiteSpace(summary) || FeedSummary.IsCopy(summary, entry.ContentHtml) ? null : summary;
    }

    /// <summary>The authors that have a name.</summary>
    public static List<Author> Authors(ImmutableArray<Author> authors)
    {
        var named = new List<Author>(authors.Length);
        foreach (var author in authors)
        {
            if (Author(author) is { } clean)
                named.Add(clean);
        }
        return named;
    }

    /// <summary>An author; null without a name. An e-mail or page address that is none is left out (RFC 4287 §3.2).</summary>
    public static Author? Author(Author author)
    {
        var name = FeedText.CleanLine(author.Name);
        if (string.IsNullOrWhiteSpace(name))
            return null;
        return new Author(name, IsEmail(author.Email) ? FeedText.CleanLine(author.Email!) : null, Web(author.Url));
    }

    /// <summary>The tags that have a label.</summary>
    public static List<PostTag> Tags(ImmutableArray<PostTag> tags)
    {
        var labelled = new List<PostTag>(tags.Length);
        foreach (var tag in tags)
        {
            var label = FeedText.CleanLine(tag.Label);
            if (!string.IsNullOrWhiteSpace(label))
                labelled.Add(tag with { Label = label });
        }
        return labelled;
    }

    /// <summary>The picture; null where its address is none of the web.</summary>
    public static PostImage? Image(PostImage? image) =>
        image is not null && Web(image.Url) is { } url ? new PostImage(url, FeedText.CleanLine(image.Alt)) : null;

    private static string? Web(string? url)
    {
        if (url is null)
            return null;
        var encoded = FeedUrl.Encode(url);
        return FeedUrl.IsWeb(encoded) ? encoded : null;
    }

    private static bool IsEmail(string? email) =>
        email is not null && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < email.Length - 1 && !email.AsSpan().ContainsAny(' ', '\t', '\n');
}
