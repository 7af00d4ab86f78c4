using System.Text;

namespace MailKit.Net.Pop3;

/// <summary>Sends commands, reads lines and messages, and logs both.</summary>
internal sealed class Pop3Stream(Stream stream, IProtocolLogger logger) : IDisposable
{
    private const int LongestLine = 64 * 1024;

    private readonly byte[] input = new byte[16 * 1024];
    private int inputStart;
    private int inputEnd;

    public Stream Inner { get; private set; } = stream;

    public void SetTimeout(int milliseconds)
    {
        if (!Inner.CanTimeout)
            return;
        Inner.ReadTimeout = milliseconds;
        Inner.WriteTimeout = milliseconds;
    }

    /// <summary>Goes on with TLS; what the server sent before it is dropped, since anybody may have put it there.</summary>
    public void Upgrade(Stream secure)
    {
        Inner = secure;
        inputStart = inputEnd = 0;
    }

    public async Task WriteLineAsync(string line, Encoding encoding, CancellationToken cancellationToken)
    {
        var bytes = encoding.GetBytes(line + "\r\n");
        await Inner.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await Inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        logger.LogClient(bytes, 0, bytes.Length);
    }

    /// <summary>A line without its end.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>(80);
        await ReadLineAsync(line, cancellationToken).ConfigureAwait(false);
        byte[] bytes = [.. line];
        return (System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes).TrimEnd('\r', '\n');
    }

    /// <summary>The lines up to a dot alone, a doubled dot at a line's beginning made one (RFC 1939 §3).</summary>
    public async Task<MemoryStream> ReadMessageAsync(ITransferProgress? progress, CancellationToken cancellationToken)
    {
        var message = new MemoryStream();
        var line = new List<byte>(80);
        var isBeginning = true;
        while (true)
        {
            line.Clear();
            await ReadLineAsync(line, cancellationToken).ConfigureAwait(false);
            var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line);
            if (isBeginning && (bytes.SequenceEqual(".\r\n"u8) || bytes.SequenceEqual(".\n"u8)))
                break;
            message.Write(isBeginning && bytes.StartsWith(".."u8) ? bytes[1..] : bytes);
            progress?.Report(message.Length);

            // A line that is too long comes in pieces.
            isBeginning = bytes[^1] == '\n';
        }

        message.Position = 0;
        return message;
    }

    public void Dispose() => Inner.Dispose();

    private async Task ReadLineAsync(List<byte> line, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (inputStart == inputEnd)
                await ReadMoreAsync(cancellationToken).ConfigureAwait(false);
            var available = input.AsSpan(inputStart, inputEnd - inputStart);
            var end = available.IndexOf((byte)'\n');
            var taken = end < 0 ? available : available[..(end + 1)];
            line.AddRange(taken);
            inputStart += taken.Length;
            if (end >= 0 || line.Count >= LongestLine)
                return;
        }
    }

    private async Task ReadMoreAsync(CancellationToken cancellationToken)
    {
        inputStart = inputEnd = 0;
        var count = await Inner.ReadAsync(input, cancellationToken).ConfigureAwait(false);
        if (count == 0)
            throw new Pop3ProtocolException("The POP3 server has unexpectedly disconnected.");
        logger.LogServer(input, 0, count);
        inputEnd = count;
    }
}
