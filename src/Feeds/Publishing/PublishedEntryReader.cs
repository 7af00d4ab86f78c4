using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;

namespace Syndication.Feeds.Publishing;

/// <summary>Reads entries back from a published JSON feed: what a post with a broken file was last.</summary>
internal static class PublishedEntryReader
{
    /// <summary>The feed's entries by identity; none when the file is torn.</summary>
    public static IReadOnlyDictionary<string, FeedEntry> Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.GetProperty("items").EnumerateArray().Select(Entry)
                .ToImmutableDictionary(entry => entry.Id, StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return ImmutableDictionary<string, FeedEntry>.Empty;
        }
    }

    private static FeedEntry Entry(JsonElement item)
    {
        var published = Time(item, "date_published")!.Value;
        return new FeedEntry
        {
            Id = Text(item, "id")!,
            Url = Text(item, "url")!,
            Title = Text(item, "title")!,
            Published = published,
            Updated = Time(item, "date_modified") ?? published,
            Language = Text(item, "language") ?? "",
            Summary = Text(item, "summary") ?? "",
            ContentHtml = Text(item, "content_html"),
            Authors = [.. Items(item, "authors").Select(author => new Author(Text(author, "name") ?? "", null, Text(author, "url")))],
            Tags = [.. Items(item, "tags").Select(tag => new PostTag(tag.GetString()!, TagKey.Slug(tag.GetString()!)))],
            Image = Text(item, "image") is { } image ? new PostImage(image, "") : null,
        };
    }

    private static string? Text(JsonElement item, string key) => item.TryGetProperty(key, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement item, string key) =>
        Text(item, key) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<JsonElement> Items(JsonElement item, string key) =>
        item.TryGetProperty(key, out var value) ? value.EnumerateArray() : [];
}
