using System.Diagnostics.CodeAnalysis;
using MimeKit.Parsing;
using MimeKit.Text;

namespace MimeKit;

/// <summary>Alternatives of one content, the best last (RFC 2046 §5.1.4).</summary>
public class MultipartAlternative : Multipart
{
    /// <summary>Creates a multipart/alternative of parts.</summary>
    /// <exception cref="ArgumentException">An argument is neither a part nor a header.</exception>
    public MultipartAlternative(params object[] args) : this()
    {
        ArgumentNullException.ThrowIfNull(args);
        foreach (var argument in args)
        {
            if (argument is MimeEntity entity)
                Add(entity);
            else if (argument is Header header)
                Headers.Add(header);
            else if (argument is not null)
                throw new ArgumentException("Unknown initialization parameter: " + argument.GetType(), nameof(args));
        }
    }

    /// <summary>Creates a multipart/alternative.</summary>
    public MultipartAlternative() : base("alternative")
    {
    }

    internal MultipartAlternative(ParsedEntity parsed) : base(parsed)
    {
    }

    /// <summary>The plain text; null if there is none.</summary>
    public string? TextBody => GetTextBody(TextFormat.Plain);

    /// <summary>The HTML; null if there is none.</summary>
    public string? HtmlBody => GetTextBody(TextFormat.Html);

    /// <summary>The text of a format; null if there is none.</summary>
    public string? GetTextBody(TextFormat format) => TryGetValue(format, out var body) ? body.GetReadableText() : null;

    /// <summary>Finds the best part of a format.</summary>
    public override bool TryGetValue(TextFormat format, [NotNullWhen(true)] out TextPart? body)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            if (this[i] is Multipart multipart && multipart.TryGetValue(format, out body))
                return true;
            if (this[i] is TextPart text && text.IsFormat(format))
            {
                body = text;
                return true;
            }
        }

        body = null;
        return false;
    }
}
