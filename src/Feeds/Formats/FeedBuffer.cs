using System.Buffers;

namespace Syndication.Feeds.Formats;

/// <summary>
/// Bytes that are being written, in one growing array that its thread keeps for the next document: feeds land on the large object heap,
/// where a fresh array for each costs more than the writing.
/// </summary>
internal sealed class FeedBuffer : Stream, IBufferWriter<byte>
{
    private const int LargestKept = 8 * 1024 * 1024;

    [ThreadStatic]
    private static byte[]? s_kept;

    private byte[] bytes;
    private int length;

    /// <summary>An empty buffer.</summary>
    /// <param name="capacity">About how many bytes will be written.</param>
    public FeedBuffer(int capacity)
    {
        // Taken, not borrowed: a document that is written while another is open finds none.
        bytes = s_kept ?? new byte[Math.Max(256, capacity)];
        s_kept = null;
    }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(GetSpan(buffer.Length));
        length += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public void Advance(int count) => length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return bytes.AsMemory(length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return bytes.AsSpan(length);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Gives the array back; what was read as <see cref="Written"/> is gone.</summary>
    protected override void Dispose(bool disposing)
    {
        if (bytes.Length > (s_kept?.Length ?? 0) && bytes.Length <= LargestKept)
            s_kept = bytes;
        bytes = [];
        length = 0;
        base.Dispose(disposing);
    }

    private void Reserve(int count)
    {
        if (bytes.Length - length < count)
            Array.Resize(ref bytes, Math.Max(checked(length + count), (int)Math.Min(bytes.Length * 2L, Array.MaxLength)));
    }
}
