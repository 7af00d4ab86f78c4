using System.Text;
using MimeKit.Utils;

namespace MimeKit.Parsing;

/// <summary>Reads messages and parts from bytes held in memory (RFC 5322, RFC 2046), forgiving what is common.</summary>
internal sealed class EntityReader(ParserOptions options, byte[] data)
{
    private int end = data.Length;

    /// <summary>Reads a message.</summary>
    /// <exception cref="FormatException">There are no headers.</exception>
    public MimeMessage ReadMessage()
    {
        if (data.Length == 0)
            throw new FormatException("End of stream.");
        var message = ReadMessage(0, data.Length, depth: 0);
        return message.Headers.Count == 0 && message.Body!.Headers.Count == 0 ? throw new FormatException("Failed to parse message headers.") : message;
    }

    /// <summary>Reads header fields up to the empty line that ends them.</summary>
    public List<Header> ReadHeaders(int start, out int bodyStart)
    {
        var headers = new List<Header>();
        var index = start;
        while (index < end)
        {
            var next = NextLine(index);
            if (IsEmptyLine(index, next))
            {
                bodyStart = next;
                return headers;
            }

            // RFC 5322 §2.2.3: a line that begins with a blank continues the one before it.
            while (next < end && data[next] is (byte)' ' or (byte)'\t')
                next = NextLine(next);
            headers.Add(ReadHeader(index, next));
            index = next;
        }

        bodyStart = index;
        return headers;
    }

    /// <summary>Reads groups of fields that empty lines separate.</summary>
    public static HeaderListCollection ReadGroups(byte[] content)
    {
        var reader = new EntityReader(ParserOptions.Default, content);
        var groups = new HeaderListCollection();
        for (var index = 0; index < content.Length;)
        {
            var headers = reader.ReadHeaders(index, out index);
            if (headers.Count == 0)
                continue;
            var group = new HeaderList();
            foreach (var header in headers)
                group.Add(header);
            groups.Add(group);
        }

        return groups;
    }

    private MimeMessage ReadMessage(int start, int stop, int depth)
    {
        var outerEnd = end;
        end = stop;
        var headers = ReadHeaders(start, out var bodyStart);
        var entityHeaders = headers.FindAll(IsContentHeader);
        headers.RemoveAll(IsContentHeader);
        var message = new MimeMessage(options, headers) { Body = CreateEntity(entityHeaders, bodyStart, stop, depth, inDigest: false) };
        end = outerEnd;
        return message;
    }

    private MimeEntity ReadEntity(int start, int stop, int depth, bool inDigest)
    {
        var outerEnd = end;
        end = stop;
        var headers = ReadHeaders(start, out var bodyStart);
        var entity = CreateEntity(headers, bodyStart, stop, depth, inDigest);
        end = outerEnd;
        return entity;
    }

    private MimeEntity CreateEntity(List<Header> headers, int start, int stop, int depth, bool inDigest)
    {
        var header = headers.Find(header => header.Id == HeaderId.ContentType);
        var type = header is not null && ContentType.TryParse(options, header.Value, out var parsedType)
            ? parsedType
            : Default(header is not null, inDigest);
        var parsed = new ParsedEntity(options, type, headers);
        if (depth < options.MaxMimeDepth)
        {
            if (type.IsMimeType("multipart", "*"))
                return ReadParts(CreateMultipart(parsed), start, stop, depth);
            if (CreateMessagePart(parsed) is { } messagePart)
            {
                if (stop > start)
                    messagePart.Message = ReadMessage(start, stop, depth + 1);
                return messagePart;
            }
        }

        var part = CreatePart(parsed);
        part.Content = new MimeContent(new MemoryStream(data, start, stop - start, writable: false, publiclyVisible: true), part.ContentTransferEncoding);
        return part;
    }

    // RFC 2045 §5.2 and RFC 2046 §5.1.5: text unless said otherwise; a type that cannot be read is no text.
    private static ContentType Default(bool unreadable, bool inDigest)
    {
        if (unreadable)
            return new ContentType("application", "octet-stream");
        return inDigest ? new ContentType("message", "rfc822") : new ContentType("text", "plain");
    }

    private static Multipart CreateMultipart(ParsedEntity parsed)
    {
        if (parsed.ContentType.IsMimeType("multipart", "alternative"))
            return new MultipartAlternative(parsed);
        return parsed.ContentType.IsMimeType("multipart", "report") ? new MultipartReport(parsed) : new Multipart(parsed);
    }

    private static MessagePart? CreateMessagePart(ParsedEntity parsed)
    {
        var type = parsed.ContentType.MimeType.ToLowerInvariant();
        if (parsed.IsEncoded)
            return null;
        return type switch
        {
            "message/rfc822" or "message/global" or "message/news" or "message/external-body" or "message/rfc2822" => new MessagePart(parsed),
            "text/rfc822-headers" or "message/global-headers" => new TextRfc822Headers(parsed),
            _ => null,
        };
    }

    private static MimePart CreatePart(ParsedEntity parsed)
    {
        var type = parsed.ContentType.MimeType.ToLowerInvariant();
        return type switch
        {
            "message/delivery-status" or "message/global-delivery-status" => new MessageDeliveryStatus(parsed),
            "message/feedback-report" => new MessageFeedbackReport(parsed),
            "application/rtf" => new TextPart(parsed),
            _ => type.StartsWith("text/", StringComparison.Ordinal) ? new TextPart(parsed) : new MimePart(parsed),
        };
    }

    private Multipart ReadParts(Multipart multipart, int start, int stop, int depth)
    {
        multipart.IsClosed = false;
        if (string.IsNullOrEmpty(multipart.Boundary))
        {
            multipart.SetPreamble(data.AsSpan(start, stop - start));
            return multipart;
        }

        var delimiter = Encoding.UTF8.GetBytes("--" + multipart.Boundary);
        var inDigest = multipart.ContentType.IsMimeType("multipart", "digest");
        var partStart = -1;
        for (var line = start; line < stop;)
        {
            var next = Math.Min(NextLine(line), stop);
            var kind = Match(delimiter, line, next);
            if (kind != Delimiter.None)
            {
                if (partStart < 0)
                    multipart.SetPreamble(data.AsSpan(start, line - start));
                else
                    multipart.Add(ReadEntity(partStart, WithoutLineEnd(partStart, line), depth + 1, inDigest));
                partStart = next;
                if (kind == Delimiter.Close)
                {
                    multipart.IsClosed = true;
                    multipart.SetEpilogue(data.AsSpan(next, stop - next));
                    return multipart;
                }
            }

            line = next;
        }

        if (partStart < 0)
            multipart.SetPreamble(data.AsSpan(start, stop - start));
        else
            multipart.Add(ReadEntity(partStart, stop, depth + 1, inDigest));
        return multipart;
    }

    private Delimiter Match(ReadOnlySpan<byte> delimiter, int line, int next)
    {
        var text = data.AsSpan(line, next - line);
        if (!text.StartsWith(delimiter))
            return Delimiter.None;
        var rest = text[delimiter.Length..];
        if (rest.Trim(" \t\r\n"u8).IsEmpty)
            return Delimiter.Part;
        return rest.StartsWith("--"u8) && rest[2..].Trim(" \t\r\n"u8).IsEmpty ? Delimiter.Close : Delimiter.None;
    }

    private int WithoutLineEnd(int start, int stop)
    {
        if (stop > start && data[stop - 1] == '\n')
            stop--;
        return stop > start && data[stop - 1] == '\r' ? stop - 1 : stop;
    }

    private Header ReadHeader(int start, int next)
    {
        var line = data.AsSpan(start, next - start);
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? string.Empty : Encoding.Latin1.GetString(line[..colon]).TrimEnd(' ', '\t');
        if (name.Length == 0 || !CharacterClass.IsFieldName(name))
            return new Header(options, CharsetUtils.Latin1.GetString(line), line.ToArray(), [], isInvalid: true) { Offset = start };

        var value = line[(colon + 1)..];
        byte[] rawValue = value.Length > 0 && value[^1] == '\n' ? value.ToArray() : [.. value, (byte)'\n'];
        return new Header(options, name, line[..colon].ToArray(), rawValue) { Offset = start };
    }

    private int NextLine(int index)
    {
        var newLine = data.AsSpan(index, end - index).IndexOf((byte)'\n');
        return newLine < 0 ? end : index + newLine + 1;
    }

    private bool IsEmptyLine(int start, int next) => data.AsSpan(start, next - start).Trim("\r\n"u8).IsEmpty;

    private static bool IsContentHeader(Header header) => header.Field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    private enum Delimiter
    {
        None,
        Part,
        Close,
    }
}
