namespace Syndication.Worker.Mail;

/// <summary>Reads octets that lie in several places one after the other, so that what all readers share is not copied for each.</summary>
/// <param name="pieces">The octets, in order.</param>
internal sealed class PiecedStream(IReadOnlyList<ReadOnlyMemory<byte>> pieces) : Stream
{
    private readonly long length = pieces.Sum(static piece => (long)piece.Length);
    private int current;
    private int offset;
    private long position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        while (read < buffer.Length && current < pieces.Count)
        {
            var rest = pieces[current].Span[offset..];
            var count = Math.Min(rest.Length, buffer.Length - read);
            rest[..count].CopyTo(buffer[read..]);
            read += count;
            offset += count;
            if (count == rest.Length) (current, offset) = (current + 1, 0);
        }

        position += read;
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The place is before the start or behind the end.</exception>
    public override long Seek(long offset, SeekOrigin origin)
    {
        var place = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => position, _ => length };
        ArgumentOutOfRangeException.ThrowIfNegative(place, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(place, length, nameof(offset));
        (current, this.offset, position) = (0, 0, place);
        while (current < pieces.Count && place >= pieces[current].Length) place -= pieces[current++].Length;
        this.offset = (int)place;
        return position;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
