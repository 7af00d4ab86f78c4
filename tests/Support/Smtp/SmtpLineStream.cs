using System.Text;

namespace Syndication.Tests.Support.Smtp;

/// <summary>Reads lines and message data from a client, and writes replies.</summary>
internal sealed class SmtpLineStream(Stream stream) : IAsyncDisposable
{
    private readonly byte[] buffer = new byte[16 * 1024];
    private Stream inner = stream;
    private int start;
    private int end;

    public Stream Inner => inner;

    public void Upgrade(Stream secure)
    {
        inner = secure;
        start = end = 0;
    }

    /// <summary>A line without its line end; null if the client is gone.</summary>
    public async Task<byte[]?> ReadLineAsync(CancellationToken cancellationToken)
    {
        using var line = new MemoryStream();
        while (true)
        {
            var newLine = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            var stop = newLine < 0 ? end : newLine + 1;
            line.Write(buffer, start, stop - start);
            start = stop;
            if (newLine >= 0)
                return line.ToArray().AsSpan().TrimEnd("\r\n"u8).ToArray();
            if (!await FillAsync(cancellationToken))
                return null;
        }
    }

    /// <summary>Waits for the first bytes of the data.</summary>
    public async Task<bool> WaitForDataAsync(CancellationToken cancellationToken) => end > start || await FillAsync(cancellationToken);

    /// <summary>A message up to its final dot, dots unstuffed (RFC 5321 §4.5.2); null if the client is gone before it.</summary>
    public async Task<byte[]?> ReadDataAsync(CancellationToken cancellationToken)
    {
        using var data = new MemoryStream();
        var atLineStart = true;
        while (true)
        {
            if (start == end && !await FillAsync(cancellationToken))
                return null;

            var newLine = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            if (newLine < 0 && start > 0)
            {
                // A line's start must be seen whole, or the final dot could be missed.
                Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
                end -= start;
                start = 0;
                if (end < buffer.Length)
                {
                    if (!await FillAsync(cancellationToken))
                        return null;
                    continue;
                }
            }
            else if (newLine < 0 && end < buffer.Length)
            {
                if (!await FillAsync(cancellationToken))
                    return null;
                continue;
            }

            var stop = newLine < 0 ? end : newLine + 1;
            if (atLineStart && IsFinalDot(buffer.AsSpan(start, stop - start)))
            {
                start = stop;
                return data.ToArray();
            }

            if (atLineStart && buffer[start] == '.')
                start++;
            data.Write(buffer, start, stop - start);
            atLineStart = newLine >= 0;
            start = stop;
        }
    }

    public async Task ReplyAsync(string reply, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var line in reply.Split('\n'))
            text.Append(line.TrimEnd('\r')).Append("\r\n");
        await inner.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        await inner.FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static bool IsFinalDot(ReadOnlySpan<byte> line) => line.SequenceEqual(".\r\n"u8) || line.SequenceEqual(".\n"u8);

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (start == end)
            start = end = 0;
        var count = await inner.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += count;
        return count > 0;
    }
}
