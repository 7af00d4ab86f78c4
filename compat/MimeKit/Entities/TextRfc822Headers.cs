using MimeKit.Parsing;

namespace MimeKit;

/// <summary>The headers of a message, as a bounce returns them (RFC 6522 §4).</summary>
public class TextRfc822Headers : MessagePart
{
    /// <summary>Creates a part of type text/rfc822-headers.</summary>
    public TextRfc822Headers() : base("text", "rfc822-headers")
    {
    }

    internal TextRfc822Headers(ParsedEntity parsed) : base(parsed)
    {
    }
}
