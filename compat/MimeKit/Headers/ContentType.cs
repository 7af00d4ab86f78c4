using System.Diagnostics.CodeAnalysis;
using System.Text;
using MimeKit.Headers;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>A media type and its parameters (RFC 2045 §5).</summary>
public class ContentType
{
    private string mediaType;
    private string mediaSubtype;

    /// <summary>Creates a content type.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ContentType(string mediaType, string mediaSubtype)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        ArgumentNullException.ThrowIfNull(mediaSubtype);
        this.mediaType = mediaType;
        this.mediaSubtype = mediaSubtype;
        Parameters = new ParameterList();
        Parameters.Changed += OnChanged;
    }

    internal Action? Changed { get; set; }

    /// <summary>The type, such as "text".</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string MediaType
    {
        get => mediaType;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            mediaType = value;
            OnChanged();
        }
    }

    /// <summary>The subtype, such as "html".</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string MediaSubtype
    {
        get => mediaSubtype;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            mediaSubtype = value;
            OnChanged();
        }
    }

    /// <summary>The parameters.</summary>
    public ParameterList Parameters { get; private set; }

    /// <summary>The type and the subtype, such as "text/html".</summary>
    public string MimeType => $"{MediaType}/{MediaSubtype}";

    /// <summary>The boundary parameter.</summary>
    public string? Boundary
    {
        get => Parameters["boundary"];
        set => Set("boundary", value);
    }

    /// <summary>The charset parameter.</summary>
    public string? Charset
    {
        get => Parameters["charset"];
        set => Set("charset", value);
    }

    /// <summary>The charset; null if it is missing or unknown.</summary>
    public Encoding? CharsetEncoding
    {
        get => Charset is { } charset ? CharsetUtils.TryGetEncoding(charset) : null;
        set => Charset = value is null ? null : CharsetUtils.GetMimeCharset(value);
    }

    /// <summary>The format parameter, such as "flowed".</summary>
    public string? Format
    {
        get => Parameters["format"];
        set => Set("format", value);
    }

    /// <summary>The name parameter.</summary>
    public string? Name
    {
        get => Parameters["name"];
        set => Set("name", value);
    }

    /// <summary>A copy.</summary>
    public ContentType Clone()
    {
        var clone = new ContentType(MediaType, MediaSubtype);
        foreach (var parameter in Parameters)
            clone.Parameters.Add(parameter.Clone());
        return clone;
    }

    /// <summary>Whether type and subtype are these; "*" stands for any.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public bool IsMimeType(string mediaType, string mediaSubtype)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        ArgumentNullException.ThrowIfNull(mediaSubtype);
        return Matches(mediaType, MediaType) && Matches(mediaSubtype, MediaSubtype);
    }

    /// <summary>The whole header on one line.</summary>
    public override string ToString() => $"Content-Type: {MimeType}{Parameters}";

    /// <summary>Reads a content type.</summary>
    public static bool TryParse(ParserOptions? options, string? text, [NotNullWhen(true)] out ContentType? type)
    {
        type = null;
        if (options is null || text is null)
            return false;

        var parser = new ParameterParser(options, text);
        var head = parser.ReadHead(slash: true);
        var slash = head.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == head.Length - 1)
            return false;

        type = new ContentType(head[..slash], head[(slash + 1)..]);
        parser.ReadInto(type.Parameters);
        return true;
    }

    /// <summary>Reads a content type.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ContentType? type) => TryParse(ParserOptions.Default, text, out type);

    /// <summary>Reads a content type.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ParseException">The text is no content type.</exception>
    public static ContentType Parse(ParserOptions options, string text)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(options, text, out var type) ? type : throw new ParseException("Invalid type token at position 0", 0, 0);
    }

    /// <summary>Reads a content type.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ParseException">The text is no content type.</exception>
    public static ContentType Parse(string text) => Parse(ParserOptions.Default, text);

    internal string Encode(FormatOptions options)
    {
        var header = new StringBuilder($" {MimeType}");
        var lineLength = "Content-Type:".Length + header.Length;
        Parameters.Encode(options, header, ref lineLength);
        return header.Append(options.NewLine).ToString();
    }

    private static bool Matches(string pattern, string value) =>
        string.Equals(pattern, "*", StringComparison.Ordinal) || pattern.Equals(value, StringComparison.OrdinalIgnoreCase);

    private void Set(string name, string? value)
    {
        if (value is null)
            Parameters.Remove(name);
        else
            Parameters[name] = value;
    }

    private void OnChanged() => Changed?.Invoke();
}
