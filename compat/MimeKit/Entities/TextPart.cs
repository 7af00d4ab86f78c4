using System.Text;
using MimeKit.Parsing;
using MimeKit.Text;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>A part that is text.</summary>
public class TextPart : MimePart
{
    /// <summary>Creates a part of a text subtype, such as "html".</summary>
    public TextPart(string subtype) : base("text", subtype)
    {
    }

    /// <summary>Creates a part of a text format.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is no format.</exception>
    public TextPart(TextFormat format) : base("text", Subtype(format))
    {
        if (format == TextFormat.Flowed)
            ContentType.Format = "flowed";
    }

    /// <summary>Creates a part of type text/plain.</summary>
    public TextPart() : this("plain")
    {
    }

    internal TextPart(ParsedEntity parsed) : base(parsed)
    {
    }

    /// <summary>The format that the content type tells.</summary>
    public TextFormat Format
    {
        get
        {
            if (IsHtml)
                return TextFormat.Html;
            if (IsFlowed)
                return TextFormat.Flowed;
            if (IsEnriched)
                return TextFormat.Enriched;
            return IsRichText ? TextFormat.RichText : TextFormat.Plain;
        }
    }

    /// <summary>Whether the type is text/plain.</summary>
    public bool IsPlain => ContentType.IsMimeType("text", "plain");

    /// <summary>Whether the type is text/plain; format=flowed.</summary>
    public bool IsFlowed => IsPlain && string.Equals(ContentType.Format?.Trim(), "flowed", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the type is text/html.</summary>
    public bool IsHtml => ContentType.IsMimeType("text", "html");

    /// <summary>Whether the type is text/enriched.</summary>
    public bool IsEnriched => ContentType.IsMimeType("text", "enriched") || ContentType.IsMimeType("text", "richtext");

    /// <summary>Whether the type is text/rtf.</summary>
    public bool IsRichText => ContentType.IsMimeType("text", "rtf") || ContentType.IsMimeType("application", "rtf");

    /// <summary>The text, decoded by its charset, with the line ends of the system. Setting writes UTF-8.</summary>
    public string Text
    {
        get => GetText(ContentType.CharsetEncoding ?? CharsetUtils.UTF8);
        set => SetText(Encoding.UTF8, value);
    }

    /// <summary>The text decoded by a charset, else by UTF-8, else by Latin-1; with the line ends of the system.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="encoding"/> is null.</exception>
    public string GetText(Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        if (Content is null)
            return string.Empty;
        var text = CharsetUtils.Decode(ParserOptions.Default, DecodedContent(CancellationToken.None), encoding);
        return text.ReplaceLineEndings(FormatOptions.Default.NewLine);
    }

    /// <summary>Sets the text and the charset parameter.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void SetText(Encoding encoding, string text)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(text);
        ContentType.CharsetEncoding = encoding;
        Content = new MimeContent(new MemoryStream(encoding.GetBytes(text)));
    }

    /// <summary>Sets the text and the charset parameter.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">The charset is unknown.</exception>
    public void SetText(string charset, string text) => SetText(CharsetUtils.GetEncoding(charset), text);

    internal bool IsFormat(TextFormat format) => format switch
    {
        TextFormat.Plain => IsPlain,
        TextFormat.Flowed => IsFlowed,
        TextFormat.Html => IsHtml,
        TextFormat.Enriched => IsEnriched,
        TextFormat.RichText => IsRichText,
        _ => false,
    };

    /// <summary>The text as it reads: flowed lines are joined.</summary>
    internal string GetReadableText() => IsFlowed
        ? FlowedText.Join(Text, string.Equals(ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase))
        : Text;

    private static string Subtype(TextFormat format) => format switch
    {
        TextFormat.Plain or TextFormat.Flowed => "plain",
        TextFormat.Html => "html",
        TextFormat.Enriched => "enriched",
        TextFormat.CompressedRichText or TextFormat.RichText => "rtf",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
