using System.Diagnostics.CodeAnalysis;
using System.Text;
using MimeKit.Headers;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>How a part is meant to be shown (RFC 2183).</summary>
public class ContentDisposition
{
    /// <summary>The part is an attachment.</summary>
    public const string Attachment = "attachment";

    /// <summary>The part is a field of a form.</summary>
    public const string FormData = "form-data";

    /// <summary>The part is shown in its place.</summary>
    public const string Inline = "inline";

    private string disposition;

    /// <summary>Creates a disposition.</summary>
    /// <exception cref="ArgumentNullException">The argument is null.</exception>
    /// <exception cref="ArgumentException">The argument is no token.</exception>
    public ContentDisposition(string disposition)
    {
        Parameters = new ParameterList();
        Parameters.Changed += OnChanged;
        Disposition = disposition;
    }

    /// <summary>Creates the disposition of an attachment.</summary>
    public ContentDisposition() : this(Attachment)
    {
    }

    internal Action? Changed { get; set; }

    /// <summary>The disposition.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The value is no token.</exception>
    public string Disposition
    {
        get => disposition;

        [MemberNotNull(nameof(disposition))]
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            if (!CharacterClass.IsToken(value))
                throw new ArgumentException("Illegal characters in disposition value.", nameof(value));
            disposition = value;
            OnChanged();
        }
    }

    /// <summary>Whether the part is an attachment.</summary>
    public bool IsAttachment => disposition.Equals(Attachment, StringComparison.OrdinalIgnoreCase);

    /// <summary>The parameters.</summary>
    public ParameterList Parameters { get; private set; }

    /// <summary>The filename parameter.</summary>
    public string? FileName
    {
        get => Parameters["filename"];
        set
        {
            if (value is null)
                Parameters.Remove("filename");
            else
                Parameters["filename"] = value;
        }
    }

    /// <summary>The whole header on one line.</summary>
    public override string ToString() => $"Content-Disposition: {Disposition}{Parameters}";

    /// <summary>Reads a disposition.</summary>
    public static bool TryParse(ParserOptions? options, string? text, [NotNullWhen(true)] out ContentDisposition? disposition)
    {
        disposition = null;
        if (options is null || text is null)
            return false;

        var parser = new ParameterParser(options, text);
        var head = parser.ReadHead(slash: false);
        if (head.Length == 0)
            return false;
        disposition = new ContentDisposition(head);
        parser.ReadInto(disposition.Parameters);
        return true;
    }

    /// <summary>Reads a disposition.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ContentDisposition? disposition) => TryParse(ParserOptions.Default, text, out disposition);

    /// <summary>Reads a disposition.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ParseException">The text is no disposition.</exception>
    public static ContentDisposition Parse(ParserOptions options, string text)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(options, text, out var disposition) ? disposition : throw new ParseException("Invalid atom token at position 0", 0, 0);
    }

    internal string Encode(FormatOptions options)
    {
        var header = new StringBuilder($" {Disposition}");
        var lineLength = "Content-Disposition:".Length + header.Length;
        Parameters.Encode(options, header, ref lineLength);
        return header.Append(options.NewLine).ToString();
    }

    private void OnChanged() => Changed?.Invoke();
}
