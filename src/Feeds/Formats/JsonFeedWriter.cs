using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats;

/// <summary>Writes JSON Feed 1.1.</summary>
public static class JsonFeedWriter
{
    // Feeds are served as application/feed+json with nosniff: HTML's characters need no escapes in them.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>The bytes of a feed.</summary>
    /// <param name="document">The feed.</param>
    public static byte[] Write(FeedDocument document) => FeedWriter.Write(document, FeedFormat.Json);

    /// <summary>Writes a feed around its entries, and says where those are.</summary>
    internal static Range WriteFrame(FeedDocument document, IReadOnlyList<WrittenEntry> entries, FeedBuffer output)
    {
        using var json = new Utf8JsonWriter((IBufferWriter<byte>)output, Options);
        json.WriteStartObject();
        WriteFeed(json, document);
        json.WriteStartArray("items");
        json.Flush();
        var start = (int)output.Length;
        // Each was written by this writer's like, and is read by the lint.
        foreach (var entry in entries)
            json.WriteRawValue(entry.Bytes, skipInputValidation: true);
        json.Flush();
        var end = (int)output.Length;
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
        return start..end;
    }

    /// <summary>Writes an entry as deep as feeds hold it, and says where it is.</summary>
    internal static byte[] WriteEntry(FeedDocument document, FeedEntry entry, out Range own)
    {
        using var output = new FeedBuffer(64 * 1024);
        using var json = new Utf8JsonWriter((IBufferWriter<byte>)output, Options);
        json.WriteStartArray();
        json.WriteStartArray();
        json.Flush();
        var start = (int)output.Length;
        WriteEntry(json, document, entry);
        json.Flush();
        own = start..(int)output.Length;
        return output.Written.ToArray();
    }

    private static void WriteFeed(Utf8JsonWriter json, FeedDocument document)
    {
        json.WriteString("version"u8, "https://jsonfeed.org/version/1.1"u8);
        json.WriteString("title"u8, FeedText.CleanLine(document.Title));
        json.WriteString("home_page_url"u8, FeedUrl.Encode(document.SiteUrl));
        json.WriteString("feed_url"u8, FeedUrl.Encode(document.SelfUrls[FeedFormat.Json]));
        json.WriteString("description"u8, FeedText.CleanLine(document.Description));
        if (document.PreviousArchiveUrls.GetValueOrDefault(FeedFormat.Json) is { } next)
            json.WriteString("next_url"u8, FeedUrl.Encode(next));
        if (document.ImageUrl is not null)
            json.WriteString("icon"u8, FeedUrl.Encode(document.ImageUrl));
        if (document.Author is not null)
            WriteAuthors(json, [document.Author]);
        json.WriteString("language"u8, document.Language);
        WriteHubs(json, document.Hubs);
    }

    private static void WriteEntry(Utf8JsonWriter json, FeedDocument document, FeedEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, FeedText.CleanLine(entry.Id));
        json.WriteString("url"u8, FeedUrl.Encode(entry.Url));
        json.WriteString("title"u8, FeedParts.Title(entry));
        WriteContent(json, entry);
        if (FeedParts.Image(entry.Image) is { } image)
        {
            json.WriteString("image"u8, image.Url);
            json.WriteString("banner_image"u8, image.Url);
        }
        json.WriteString("date_published"u8, FeedDate.Rfc3339(entry.Published));
        json.WriteString("date_modified"u8, FeedDate.Rfc3339(FeedDate.Updated(entry)));
        WriteAuthors(json, entry.Authors);
        WriteTags(json, entry.Tags);
        if (!string.Equals(entry.Language, document.Language, StringComparison.OrdinalIgnoreCase))
            json.WriteString("language"u8, entry.Language);
        json.WriteEndObject();
    }

    /// <summary>An item has to have content: where feeds carry summaries only, the summary is it.</summary>
    private static void WriteContent(Utf8JsonWriter json, FeedEntry entry)
    {
        if (entry.ContentHtml is null)
        {
            json.WriteString("content_text"u8, FeedText.CleanLine(entry.Summary));
            return;
        }
        json.WriteString("content_html"u8, FeedText.Clean(entry.ContentHtml));
        if (FeedParts.Summary(entry) is { } summary)
            json.WriteString("summary"u8, summary);
    }

    private static void WriteAuthors(Utf8JsonWriter json, ImmutableArray<Author> all)
    {
        var authors = FeedParts.Authors(all);
        if (authors.Count == 0)
            return;
        json.WriteStartArray("authors"u8);
        foreach (var author in authors)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, author.Name);
            if (author.Url is not null)
                json.WriteString("url"u8, author.Url);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTags(Utf8JsonWriter json, ImmutableArray<PostTag> all)
    {
        var tags = FeedParts.Tags(all);
        if (tags.Count == 0)
            return;
        json.WriteStartArray("tags"u8);
        foreach (var tag in tags)
            json.WriteStringValue(tag.Label);
        json.WriteEndArray();
    }

    private static void WriteHubs(Utf8JsonWriter json, ImmutableArray<string> hubs)
    {
        if (hubs.IsEmpty)
            return;
        json.WriteStartArray("hubs"u8);
        foreach (var hub in hubs)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "WebSub"u8);
            json.WriteString("url"u8, FeedUrl.Encode(hub));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
