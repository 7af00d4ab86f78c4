namespace MimeKit.Parsing;

/// <summary>What a parser read of an entity before its content.</summary>
internal sealed record ParsedEntity(ParserOptions Options, ContentType ContentType, IReadOnlyList<Header> Headers)
{
    /// <summary>Whether the content is encoded, so that it cannot be read as parts.</summary>
    public bool IsEncoded
    {
        get
        {
            var header = Headers.FirstOrDefault(header => header.Id == HeaderId.ContentTransferEncoding);
            return Utils.MimeUtils.TryParse(header?.Value, out var encoding) && encoding is ContentEncoding.Base64 or ContentEncoding.QuotedPrintable or ContentEncoding.UUEncode;
        }
    }
}
