using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Syndication.Feeds.Formats;

namespace Syndication.Worker.Http.Feeds;

/// <summary>
/// Where the entries lie in a feed's bytes. Our writers put no CDATA and no comment into XML, and <c>&lt;</c> is always
/// escaped in text and attributes: so the text of a start tag is a start tag.
/// </summary>
internal static class FeedEntries
{
    /// <summary>Finds the entries.</summary>
    /// <returns>Null for what is no feed of ours.</returns>
    public static FeedParts? Read(ReadOnlySpan<byte> bytes, FeedFormat format) => format switch
    {
        FeedFormat.Rss => ReadXml(bytes, "<item>"u8, "<item "u8, "</item>"u8),
        FeedFormat.Atom => ReadXml(bytes, "<entry>"u8, "<entry "u8, "</entry>"u8),
        _ => ReadJson(bytes),
    };

    /// <summary>Tells an entry's bytes from all others, within one process.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(entry));

    private static FeedParts ReadXml(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> bare, ReadOnlySpan<byte> withAttributes, ReadOnlySpan<byte> close)
    {
        var entries = new List<Range>();
        var end = 0;
        while (StartOf(bytes[end..], bare, withAttributes) is var start and >= 0)
        {
            start += end;
            var length = bytes[start..].IndexOf(close);
            if (length < 0) break;
            end = start + length + close.Length;
            entries.Add(start..end);
        }

        return entries.Count == 0 ? new FeedParts(bytes.Length, [], bytes.Length, "") : new FeedParts(entries[0].Start.Value, entries, end, "\n");
    }

    private static int StartOf(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> bare, ReadOnlySpan<byte> withAttributes)
    {
        var (one, other) = (rest.IndexOf(bare), rest.IndexOf(withAttributes));
        return one < 0 ? other : other < 0 ? one : Math.Min(one, other);
    }

    private static FeedParts? ReadJson(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName) continue;
                if (reader.ValueTextEquals("items"u8)) return ReadItems(ref reader);
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return null;
    }

    private static FeedParts ReadItems(ref Utf8JsonReader reader)
    {
        reader.Read();
        var first = (int)reader.BytesConsumed;
        var entries = new List<Range>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            entries.Add(start..(int)reader.BytesConsumed);
        }

        return new FeedParts(first, entries, (int)reader.TokenStartIndex, ",\n");
    }
}
