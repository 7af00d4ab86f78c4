using MimeKit.Encodings;
using MimeKit.IO;

namespace MimeKit;

/// <summary>
/// The content of a part, held in a stream. Where the part's transfer encoding is the one the stream already has,
/// the bytes are written as they are but for their line ends.
/// </summary>
public class MimeContent : IMimeContent
{
    /// <summary>Creates content.</summary>
    /// <param name="stream">The bytes; read from their start each time, disposed with the content.</param>
    /// <param name="encoding">How the bytes are encoded already.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="stream"/> cannot be read or cannot seek.</exception>
    public MimeContent(Stream stream, ContentEncoding encoding = ContentEncoding.Default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException("The stream does not support reading.", nameof(stream));
        if (!stream.CanSeek)
            throw new ArgumentException("The stream does not support seeking.", nameof(stream));
        Stream = stream;
        Encoding = encoding;
    }

    /// <inheritdoc/>
    public ContentEncoding Encoding { get; private set; }

    /// <inheritdoc/>
    public NewLineFormat? NewLineFormat { get; set; }

    /// <inheritdoc/>
    public Stream? Stream { get; private set; }

    /// <inheritdoc/>
    public Stream Open() => new MemoryStream(Decode(), writable: false);

    /// <inheritdoc/>
    public void DecodeTo(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        cancellationToken.ThrowIfCancellationRequested();
        stream.Write(Decode());
    }

    /// <inheritdoc/>
    public async Task DecodeToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        await stream.WriteAsync(Decode(), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void WriteTo(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        cancellationToken.ThrowIfCancellationRequested();
        stream.Write(ReadRaw());
    }

    /// <inheritdoc/>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        await stream.WriteAsync(ReadRaw().ToArray(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Disposes the stream.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    internal static ReadOnlySpan<byte> ReadAll(Stream stream)
    {
        if (stream is MemoryStream memory && memory.TryGetBuffer(out var segment))
            return segment;

        stream.Seek(0, SeekOrigin.Begin);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        stream.Seek(0, SeekOrigin.Begin);
        return bytes;
    }

    /// <summary>Disposes the stream.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        Stream?.Dispose();
        Stream = null;
    }

    private ReadOnlySpan<byte> ReadRaw()
    {
        ObjectDisposedException.ThrowIf(Stream is null, this);
        return ReadAll(Stream);
    }

    private byte[] Decode() => ContentCodec.Decode(Encoding, ReadRaw());
}
