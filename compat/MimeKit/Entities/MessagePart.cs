using MimeKit.IO;
using MimeKit.Parsing;

namespace MimeKit;

/// <summary>A part that holds a message.</summary>
public class MessagePart : MimeEntity
{
    /// <summary>Creates a part of a message subtype, such as "rfc822".</summary>
    public MessagePart(string subtype) : this("message", subtype)
    {
    }

    /// <summary>Creates a part of type message/rfc822.</summary>
    public MessagePart() : this("rfc822")
    {
    }

    internal MessagePart(ParsedEntity parsed) : base(parsed)
    {
    }

    /// <summary>Creates a part of a media type.</summary>
    protected MessagePart(string mediaType, string mediaSubtype) : base(new ContentType(mediaType, mediaSubtype))
    {
    }

    /// <summary>The message.</summary>
    public MimeMessage? Message { get; set; }

    /// <inheritdoc/>
    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        ValidateLineLength(maxLineLength);
        Message?.Prepare(constraint, maxLineLength);
    }

    internal override void RenderContent(FormatOptions options, MessageOutput output, bool ensureNewLine)
    {
        if (Message is null)
            return;
        if (options.EnsureNewLine)
        {
            options = options.Clone();
            options.EnsureNewLine = false;
        }

        Message.Render(options, output, headersOnly: false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Message?.Dispose();
        base.Dispose(disposing);
    }
}
