using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>A text: plain, HTML or XHTML.</summary>
public class TextSyndicationContent : SyndicationContent
{
    private readonly TextSyndicationContentKind _kind;

    /// <summary>Plain text.</summary>
    /// <param name="text">The text; null is written as nothing.</param>
    public TextSyndicationContent(string? text)
        : this(text, TextSyndicationContentKind.Plaintext)
    {
    }

    /// <summary>A text.</summary>
    /// <param name="text">The text; null is written as nothing.</param>
    /// <param name="textKind">How it is to be read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of the defined ones.</exception>
    public TextSyndicationContent(string? text, TextSyndicationContentKind textKind)
    {
        if (textKind is < TextSyndicationContentKind.Plaintext or > TextSyndicationContentKind.XHtml)
            throw new ArgumentOutOfRangeException(nameof(textKind));
        Text = text;
        _kind = textKind;
    }

    /// <summary>A copy.</summary>
    /// <param name="source">What is copied.</param>
    protected TextSyndicationContent(TextSyndicationContent source)
        : base(source)
    {
        Text = source.Text;
        _kind = source._kind;
    }

    /// <summary>The text.</summary>
    public string? Text { get; }

    /// <inheritdoc/>
    public override string Type => _kind switch
    {
        TextSyndicationContentKind.Html => "html",
        TextSyndicationContentKind.XHtml => "xhtml",
        _ => "text",
    };

    /// <inheritdoc/>
    public override SyndicationContent Clone() => new TextSyndicationContent(this);

    /// <inheritdoc/>
    protected override void WriteContentsTo(XmlWriter writer)
    {
        if (_kind == TextSyndicationContentKind.XHtml)
            writer.WriteRaw(Text ?? "");
        else
            writer.WriteString(Text ?? "");
    }
}
