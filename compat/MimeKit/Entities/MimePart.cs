using MimeKit.Encodings;
using MimeKit.IO;
using MimeKit.Parsing;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>A part with content.</summary>
public class MimePart : MimeEntity
{
    private static readonly string?[] EncodingNames = [null, "7bit", "8bit", "binary", "base64", "quoted-printable", "x-uuencode"];

    private int encoderLineLength = 78;

    /// <summary>Creates a part of a media type.</summary>
    public MimePart(string mediaType, string mediaSubtype) : base(new ContentType(mediaType, mediaSubtype))
    {
    }

    /// <summary>Creates a part of a content type.</summary>
    public MimePart(ContentType contentType) : base(contentType)
    {
    }

    /// <summary>Creates a part of a content type.</summary>
    /// <exception cref="ParseException"><paramref name="contentType"/> is no content type.</exception>
    public MimePart(string contentType) : base(ContentType.Parse(contentType))
    {
    }

    /// <summary>Creates a part of type application/octet-stream.</summary>
    public MimePart() : this("application", "octet-stream")
    {
    }

    internal MimePart(ParsedEntity parsed) : base(parsed)
    {
    }

    /// <summary>The encoding in which the content is written. Content already so encoded is written through.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no encoding.</exception>
    public ContentEncoding ContentTransferEncoding
    {
        get => MimeUtils.TryParse(Headers[HeaderId.ContentTransferEncoding], out var encoding) ? encoding : ContentEncoding.Default;
        set
        {
            if ((int)value < 0 || (int)value >= EncodingNames.Length)
                throw new ArgumentOutOfRangeException(nameof(value));
            if (EncodingNames[(int)value] is { } name)
                Headers[HeaderId.ContentTransferEncoding] = name;
            else
                Headers.RemoveAll(HeaderId.ContentTransferEncoding);
        }
    }

    /// <summary>The name of the file that the part is, from the disposition, else from the content type.</summary>
    public string? FileName
    {
        get => (ContentDisposition?.FileName ?? ContentType.Name)?.Trim();
        set
        {
            if (value is not null)
                ContentDisposition ??= new ContentDisposition();
            if (ContentDisposition is not null)
                ContentDisposition.FileName = value;
            ContentType.Name = value;
        }
    }

    /// <summary>The content; null if there is none.</summary>
    public IMimeContent? Content { get; set; }

    /// <summary>The lightest encoding in which the transport carries the content.</summary>
    public ContentEncoding GetBestEncoding(EncodingConstraint constraint, CancellationToken cancellationToken = default) =>
        GetBestEncoding(constraint, maxLineLength: 78, cancellationToken);

    /// <summary>The lightest encoding in which the transport carries the content.</summary>
    public ContentEncoding GetBestEncoding(EncodingConstraint constraint, int maxLineLength, CancellationToken cancellationToken = default)
    {
        if (!ContentType.IsMimeType("text", "*") && !ContentType.IsMimeType("message", "*"))
            return constraint == EncodingConstraint.None ? ContentEncoding.Binary : ContentEncoding.Base64;
        return Content is null ? ContentEncoding.SevenBit : ContentStatistics.Of(DecodedContent(cancellationToken)).BestEncoding(constraint, maxLineLength);
    }

    /// <inheritdoc/>
    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        ValidateLineLength(maxLineLength);
        var current = ContentTransferEncoding;
        if (current is ContentEncoding.QuotedPrintable or ContentEncoding.Base64 or ContentEncoding.UUEncode
            || (current == ContentEncoding.Binary && constraint == EncodingConstraint.None))
            return;

        var best = GetBestEncoding(constraint, maxLineLength);
        if (current == ContentEncoding.Default && best == ContentEncoding.SevenBit)
            return;
        encoderLineLength = maxLineLength;
        ContentTransferEncoding = best;
    }

    internal override void RenderContent(FormatOptions options, MessageOutput output, bool ensureNewLine)
    {
        if (Content?.Stream is null)
            return;

        var encoding = ContentTransferEncoding;
        var start = output.Length;
        if (Content.Encoding != encoding)
            ContentCodec.Encode(encoding, encoderLineLength, DecodedContent(CancellationToken.None), output);
        else if (encoding == ContentEncoding.Binary)
            output.WriteRaw(MimeContent.ReadAll(Content.Stream));
        else
            output.Write(MimeContent.ReadAll(Content.Stream));

        if (ensureNewLine && encoding != ContentEncoding.Binary && output.Length > start && output.Written[^1] != '\n')
            output.WriteNewLine();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Content?.Dispose();
        base.Dispose(disposing);
    }

    private protected byte[] DecodedContent(CancellationToken cancellationToken)
    {
        using var decoded = new MemoryStream();
        Content!.DecodeTo(decoded, cancellationToken);
        return decoded.ToArray();
    }
}
