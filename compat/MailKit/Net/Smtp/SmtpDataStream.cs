namespace MailKit.Net.Smtp;

/// <summary>Takes a message's bytes, doubles dots at the start of lines (RFC 5321 §4.5.2), and tells how far it is.</summary>
internal sealed class SmtpDataStream(SmtpStream smtp, bool stuffDots, ITransferProgress? progress, long size) : Stream
{
    private static readonly byte[] Dot = "."u8.ToArray();
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    private bool atLineStart = true;
    private long transferred;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => transferred;

    public override long Position
    {
        get => transferred;
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = buffer.Length;
        if (count == 0)
            return;
        if (stuffDots)
            count += await WriteStuffedAsync(buffer, cancellationToken).ConfigureAwait(false);
        else
            await smtp.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        atLineStart = buffer.Span[^1] == '\n';
        Report(count);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Makes sure that the data ends with a line end, so that the final dot stands alone.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (atLineStart)
            return;
        await smtp.WriteAsync(LineEnd, cancellationToken).ConfigureAwait(false);
        Report(LineEnd.Length);
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask<int> WriteStuffedAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        var dots = 0;
        if (atLineStart && buffer.Span[0] == '.')
        {
            await smtp.WriteAsync(Dot, cancellationToken).ConfigureAwait(false);
            dots++;
        }

        while (true)
        {
            var newLine = buffer.Span.IndexOf("\n."u8);
            if (newLine < 0)
            {
                await smtp.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
                return dots;
            }

            await smtp.WriteAsync(buffer[..(newLine + 1)], cancellationToken).ConfigureAwait(false);
            await smtp.WriteAsync(Dot, cancellationToken).ConfigureAwait(false);
            buffer = buffer[(newLine + 1)..];
            dots++;
        }
    }

    private void Report(int count)
    {
        transferred += count;
        if (size >= 0)
            progress?.Report(transferred, size);
        else
            progress?.Report(transferred);
    }
}
