using System.Text;
using MimeKit.IO;
using MimeKit.Parsing;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>A part of a message: its headers and what follows them.</summary>
public abstract class MimeEntity : IDisposable
{
    private ContentDisposition? disposition;
    private bool synchronizing;

    private protected MimeEntity(ContentType contentType)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        ContentType = contentType;
        Headers = new HeaderList();
        OnContentTypeChanged();
        ContentType.Changed += OnContentTypeChanged;
        Headers.Changed += OnHeadersChanged;
    }

    private protected MimeEntity(ParsedEntity parsed)
    {
        ContentType = parsed.ContentType;
        Headers = new HeaderList(parsed.Options);
        foreach (var header in parsed.Headers)
            Headers.Add(header);
        if (Headers.Find(HeaderId.ContentDisposition) is { } found && ContentDisposition.TryParse(parsed.Options, found.Value, out disposition))
            disposition.Changed += OnDispositionChanged;
        ContentType.Changed += OnContentTypeChanged;
        Headers.Changed += OnHeadersChanged;
    }

    /// <summary>The headers. Those of a message's body hold the Content-* fields only.</summary>
    public HeaderList Headers { get; private set; }

    /// <summary>The content type.</summary>
    public ContentType ContentType { get; private set; }

    /// <summary>How the part is meant to be shown; null if nothing is said.</summary>
    public ContentDisposition? ContentDisposition
    {
        get => disposition;
        set
        {
            if (ReferenceEquals(disposition, value))
                return;
            if (disposition is not null)
                disposition.Changed -= OnDispositionChanged;
            disposition = value;
            if (value is null)
                SetHeader(HeaderId.ContentDisposition, rawValue: null);
            else
            {
                value.Changed += OnDispositionChanged;
                OnDispositionChanged();
            }
        }
    }

    /// <summary>The Content-Id without its angle brackets; null if there is none.</summary>
    /// <exception cref="ArgumentException">The value is no message id.</exception>
    public string? ContentId
    {
        get => Headers[HeaderId.ContentId] is { } value ? MimeUtils.ParseMessageId(value) : null;
        set
        {
            if (value is null)
                Headers.RemoveAll(HeaderId.ContentId);
            else
                Headers[HeaderId.ContentId] = $"<{MimeUtils.ParseMessageId(value) ?? throw new ArgumentException("Invalid Content-Id format.", nameof(value))}>";
        }
    }

    /// <summary>Whether the part is an attachment.</summary>
    public bool IsAttachment
    {
        get => ContentDisposition?.IsAttachment ?? false;
        set
        {
            if (value)
            {
                ContentDisposition ??= new ContentDisposition();
                ContentDisposition.Disposition = ContentDisposition.Attachment;
            }
            else if (IsAttachment)
                ContentDisposition!.Disposition = ContentDisposition.Inline;
        }
    }

    /// <summary>Chooses transfer encodings that the transport carries.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLineLength"/> is not from 60 to 998.</exception>
    public abstract void Prepare(EncodingConstraint constraint, int maxLineLength = 78);

    /// <summary>Writes the part, or only what follows its headers.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public virtual void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        using var output = new MessageOutput(options.NewLineFormat);
        Render(options, output, contentOnly, EnsureNewLine);
        output.CopyTo(stream, cancellationToken);
    }

    /// <summary>Writes the part.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void WriteTo(FormatOptions options, Stream stream, CancellationToken cancellationToken = default) =>
        WriteTo(options, stream, contentOnly: false, cancellationToken);

    /// <summary>Writes the part.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void WriteTo(Stream stream, CancellationToken cancellationToken = default) =>
        WriteTo(FormatOptions.Default, stream, contentOnly: false, cancellationToken);

    /// <summary>Writes the part, or only what follows its headers.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public virtual async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        using var output = new MessageOutput(options.NewLineFormat);
        Render(options, output, contentOnly, EnsureNewLine);
        await output.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the part.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public Task WriteToAsync(FormatOptions options, Stream stream, CancellationToken cancellationToken = default) =>
        WriteToAsync(options, stream, contentOnly: false, cancellationToken);

    /// <summary>Writes the part.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) =>
        WriteToAsync(FormatOptions.Default, stream, contentOnly: false, cancellationToken);

    /// <summary>The part as it is written, each byte a character.</summary>
    public override string ToString()
    {
        using var output = new MessageOutput(FormatOptions.Default.NewLineFormat);
        Render(FormatOptions.Default, output, contentOnly: false, ensureNewLine: false);
        return Encoding.Latin1.GetString(output.Written);
    }

    /// <summary>Disposes the content.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether a line end closes the content while a message is written that ends with this part.</summary>
    internal bool EnsureNewLine { get; set; }

    /// <summary>Writes the part; <paramref name="ensureNewLine"/> makes a line end close the content.</summary>
    internal void Render(FormatOptions options, MessageOutput output, bool contentOnly, bool ensureNewLine)
    {
        if (!contentOnly)
            Headers.Render(options, output);
        RenderContent(options, output, ensureNewLine);
    }

    internal abstract void RenderContent(FormatOptions options, MessageOutput output, bool ensureNewLine);

    /// <summary>Disposes the content.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private protected static void ValidateLineLength(int maxLineLength)
    {
        if (maxLineLength is < FormatOptions.MinimumLineLength or > FormatOptions.MaximumLineLength)
            throw new ArgumentOutOfRangeException(nameof(maxLineLength));
    }

    // The header and the object describe the same thing; whichever changes, the other follows.
    private void SetHeader(HeaderId id, string? rawValue)
    {
        synchronizing = true;
        if (rawValue is null)
            Headers.RemoveAll(id);
        else
            Headers.Replace(new Header(Headers.Options, id, Encoding.UTF8.GetBytes(rawValue)));
        synchronizing = false;
    }

    private void OnContentTypeChanged() => SetHeader(HeaderId.ContentType, ContentType.Encode(FormatOptions.Default));

    private void OnDispositionChanged() => SetHeader(HeaderId.ContentDisposition, disposition!.Encode(FormatOptions.Default));

    private void OnHeadersChanged(Header? header)
    {
        if (synchronizing)
            return;

        if (header?.Id is null or HeaderId.ContentType && Headers.Find(HeaderId.ContentType) is { } type && ContentType.TryParse(Headers.Options, type.Value, out var parsed))
        {
            ContentType.Changed -= OnContentTypeChanged;
            ContentType = parsed;
            ContentType.Changed += OnContentTypeChanged;
        }

        if (header?.Id is null or HeaderId.ContentDisposition)
        {
            if (disposition is not null)
                disposition.Changed -= OnDispositionChanged;
            disposition = null;
            if (Headers.Find(HeaderId.ContentDisposition) is { } found && ContentDisposition.TryParse(Headers.Options, found.Value, out disposition))
                disposition.Changed += OnDispositionChanged;
        }
    }
}
