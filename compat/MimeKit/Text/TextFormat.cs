namespace MimeKit.Text;

/// <summary>A kind of text body.</summary>
public enum TextFormat
{
    /// <summary>text/plain.</summary>
    Plain,

    /// <summary>The same as <see cref="Plain"/>.</summary>
    Text = Plain,

    /// <summary>text/plain; format=flowed (RFC 3676).</summary>
    Flowed,

    /// <summary>text/html.</summary>
    Html,

    /// <summary>text/enriched.</summary>
    Enriched,

    /// <summary>Compressed RTF.</summary>
    CompressedRichText,

    /// <summary>text/rtf.</summary>
    RichText,
}
