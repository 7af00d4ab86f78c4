using System.Text;
using MimeKit.IO;

namespace MimeKit;

public partial class MimeMessage
{
    /// <summary>Writes the message, or its headers only.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void WriteTo(FormatOptions options, Stream stream, bool headersOnly, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        using (var output = new MessageOutput(options.NewLineFormat))
        {
            Render(options, output, headersOnly: true);
            output.CopyTo(stream, cancellationToken);
        }

        if (headersOnly || Body is null)
            return;
        Body.EnsureNewLine = ClosesLastLine(options);
        try
        {
            Body.WriteTo(options, stream, contentOnly: true, cancellationToken);
        }
        finally
        {
            Body.EnsureNewLine = false;
        }
    }

    /// <summary>Writes the message.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void WriteTo(FormatOptions options, Stream stream, CancellationToken cancellationToken = default) =>
        WriteTo(options, stream, headersOnly: false, cancellationToken);

    /// <summary>Writes the message.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void WriteTo(Stream stream, CancellationToken cancellationToken = default) =>
        WriteTo(FormatOptions.Default, stream, headersOnly: false, cancellationToken);

    /// <summary>Writes the message, or its headers only.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public async Task WriteToAsync(FormatOptions options, Stream stream, bool headersOnly, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        using (var output = new MessageOutput(options.NewLineFormat))
        {
            Render(options, output, headersOnly: true);
            await output.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        if (headersOnly || Body is null)
            return;
        Body.EnsureNewLine = ClosesLastLine(options);
        try
        {
            await Body.WriteToAsync(options, stream, contentOnly: true, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Body.EnsureNewLine = false;
        }
    }

    /// <summary>Writes the message.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public Task WriteToAsync(FormatOptions options, Stream stream, CancellationToken cancellationToken = default) =>
        WriteToAsync(options, stream, headersOnly: false, cancellationToken);

    /// <summary>Writes the message.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) =>
        WriteToAsync(FormatOptions.Default, stream, headersOnly: false, cancellationToken);

    /// <summary>Writes the message to a file, replacing it.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void WriteTo(FormatOptions options, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var stream = File.Create(fileName);
        WriteTo(options, stream, headersOnly: false, cancellationToken);
    }

    /// <summary>Writes the message to a file, replacing it.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public async Task WriteToAsync(FormatOptions options, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var stream = File.Create(fileName);
        await using (stream.ConfigureAwait(false))
            await WriteToAsync(options, stream, headersOnly: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The message as it is written, each byte a character.</summary>
    public override string ToString()
    {
        using var output = new MessageOutput(FormatOptions.Default.NewLineFormat);
        Render(FormatOptions.Default, output, headersOnly: false);
        return Encoding.Latin1.GetString(output.Written);
    }

    internal void Render(FormatOptions options, MessageOutput output, bool headersOnly)
    {
        if (!isParsed && Body is { Headers.Count: > 0 } && !Headers.Contains(HeaderId.MimeVersion))
            MimeVersion = new Version(1, 0);

        if (Body is null)
        {
            Headers.Render(options, output);
            return;
        }

        foreach (var header in MergedHeaders(Body))
        {
            if (!options.HiddenHeaders.Contains(header.Id))
                HeaderList.Render(header, options, output);
        }

        output.WriteNewLine();
        if (!headersOnly)
            RenderBody(options, output);
    }

    internal void RenderBody(FormatOptions options, MessageOutput output) =>
        Body?.RenderContent(options, output, ClosesLastLine(options));

    private bool ClosesLastLine(FormatOptions options) => !isParsed || options.EnsureNewLine;

    // Headers that were read go back to where they were; those of a new message precede those of its body.
    private IEnumerable<Header> MergedHeaders(MimeEntity body)
    {
        using var bodyHeaders = body.Headers.GetEnumerator();
        var more = bodyHeaders.MoveNext();
        foreach (var header in Headers)
        {
            while (more && header.Offset is { } offset && bodyHeaders.Current.Offset < offset)
            {
                yield return bodyHeaders.Current;
                more = bodyHeaders.MoveNext();
            }

            yield return header;
        }

        for (; more; more = bodyHeaders.MoveNext())
            yield return bodyHeaders.Current;
    }
}
