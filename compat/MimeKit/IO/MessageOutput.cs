using System.Buffers;

namespace MimeKit.IO;

/// <summary>
/// A growing pooled buffer into which a message is rendered, with its line ends made uniform. Rendering never waits,
/// so one implementation serves synchronous and asynchronous writing.
/// </summary>
internal sealed class MessageOutput : IDisposable
{
    private const int ChunkSize = 16 * 1024;

    private readonly bool dos;
    private byte[] buffer;

    public MessageOutput(NewLineFormat format, int capacity = 8192)
    {
        dos = format == NewLineFormat.Dos;
        buffer = ArrayPool<byte>.Shared.Rent(capacity);
    }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public void Truncate(int length) => Length = length;

    /// <summary>Adds text whose line ends become those of the output.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = FindForeignLineEnd(text);
            if (end < 0)
            {
                WriteRaw(text);
                return;
            }

            WriteRaw(text[..end]);
            var afterReturn = Length > 0 && buffer[Length - 1] == (byte)'\r';
            if (dos && !afterReturn)
                WriteRaw("\r\n"u8);
            else
            {
                if (!dos && afterReturn)
                    Length--;
                WriteRaw("\n"u8);
            }

            text = text[(end + 1)..];
        }
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Adds a stream from its start, with its line ends made uniform unless they are to stay.</summary>
    public void WriteFrom(Stream stream, bool asIs)
    {
        if (stream is MemoryStream memory && memory.TryGetBuffer(out var segment))
        {
            if (asIs)
                WriteRaw(segment);
            else
                Write(segment);
            return;
        }

        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        stream.Seek(0, SeekOrigin.Begin);
        for (var count = stream.Read(chunk); count > 0; count = stream.Read(chunk))
        {
            if (asIs)
                WriteRaw(chunk.AsSpan(0, count));
            else
                Write(chunk.AsSpan(0, count));
        }

        stream.Seek(0, SeekOrigin.Begin);
        ArrayPool<byte>.Shared.Return(chunk);
    }

    public void WriteAscii(string text)
    {
        Reserve(text.Length);
        Length += System.Text.Encoding.ASCII.GetBytes(text, buffer.AsSpan(Length));
    }

    public void WriteNewLine() => WriteRaw(dos ? "\r\n"u8 : "\n"u8);

    public void CopyTo(Stream stream, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        stream.Write(buffer, 0, Length);
    }

    /// <summary>Hands the bytes on in chunks, so that a cancellation is seen and progress can be told in between.</summary>
    public async Task CopyToAsync(Stream stream, CancellationToken cancellationToken)
    {
        for (var offset = 0; offset < Length; offset += ChunkSize)
            await stream.WriteAsync(buffer.AsMemory(offset, Math.Min(ChunkSize, Length - offset)), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        Length = 0;
    }

    /// <summary>The first line end that has to be looked at: that of Unix where the output is not, any other way round, and one at the start, whose return may have been written before.</summary>
    private int FindForeignLineEnd(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        while (dos && end > 0 && text[end - 1] == '\r')
        {
            var next = text[(end + 1)..].IndexOf((byte)'\n');
            if (next < 0)
                return -1;
            end += next + 1;
        }

        return end;
    }

    private void Reserve(int count)
    {
        if (buffer.Length - Length >= count)
            return;

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, Length + count));
        buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
