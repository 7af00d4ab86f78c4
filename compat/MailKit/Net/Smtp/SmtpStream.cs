using System.Buffers.Text;
using System.Text;

namespace MailKit.Net.Smtp;

/// <summary>Buffers commands and data, reads replies, and logs both.</summary>
internal sealed class SmtpStream(Stream stream, IProtocolLogger logger) : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly byte[] output = new byte[BlockSize];
    private readonly byte[] input = new byte[4096];
    private int outputLength;
    private int inputStart;
    private int inputEnd;
    private string? lastResponse;

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

    public Task QueueCommandAsync(string command, CancellationToken cancellationToken) =>
        WriteAsync(Encoding.UTF8.GetBytes(command), cancellationToken).AsTask();

    public async Task<SmtpResponse> SendCommandAsync(string command, CancellationToken cancellationToken)
    {
        await QueueCommandAsync(command, cancellationToken).ConfigureAwait(false);
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        return await ReadResponseAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        while (data.Length > BlockSize - outputLength)
        {
            var count = BlockSize - outputLength;
            data[..count].CopyTo(output.AsMemory(outputLength));
            outputLength = BlockSize;
            data = data[count..];
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        data.CopyTo(output.AsMemory(outputLength));
        outputLength += data.Length;
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (outputLength == 0)
            return;
        var count = outputLength;
        outputLength = 0;
        await Inner.WriteAsync(output.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        await Inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        logger.LogClient(output, 0, count);
    }

    public async Task<SmtpResponse> ReadResponseAsync(CancellationToken cancellationToken)
    {
        var text = new List<byte>(128);
        var code = 0;
        for (var more = true; more;)
        {
            var end = await FindLineEndAsync(cancellationToken).ConfigureAwait(false);
            more = ParseLine(input.AsSpan(inputStart, end - inputStart), text, ref code);
            inputStart = end + 1;
        }

        lastResponse = Decode(text);
        return new SmtpResponse((SmtpStatusCode)code, lastResponse);
    }

    public void Dispose() => Inner.Dispose();

    // RFC 5321 §4.2: three digits, a hyphen where more lines follow, and the same digits on each.
    private static bool ParseLine(ReadOnlySpan<byte> line, List<byte> text, ref int code)
    {
        if (line.Length > 0 && line[^1] == '\r')
            line = line[..^1];
        if (line.Length < 3 || !Utf8Parser.TryParse(line[..3], out int value, out var digits) || digits != 3)
            throw new SmtpProtocolException("Unable to parse status code returned by the server.");
        if (value < 100 || (line.Length > 3 && line[3] is not ((byte)' ' or (byte)'-')))
            throw new SmtpProtocolException("Invalid status code returned by the server.");
        if (code != 0 && value != code)
            throw new SmtpProtocolException("The status codes returned by the server did not match.");

        code = value;
        var more = line.Length > 3 && line[3] == '-';
        if (line.Length > 4)
            text.AddRange(line[4..]);
        if (more)
            text.Add((byte)'\n');
        return more;
    }

    private static string Decode(List<byte> text)
    {
        var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(text);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }

    private async ValueTask<int> FindLineEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = Array.IndexOf(input, (byte)'\n', inputStart, inputEnd - inputStart);
            if (end >= 0)
                return end;
            await ReadMoreAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (inputStart > 0)
        {
            Buffer.BlockCopy(input, inputStart, input, 0, inputEnd - inputStart);
            inputEnd -= inputStart;
            inputStart = 0;
        }

        if (inputEnd == input.Length)
            throw new SmtpProtocolException("The server's reply has a line that is too long.");

        var count = await Inner.ReadAsync(input.AsMemory(inputEnd), cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            throw new SmtpProtocolException(lastResponse is null
                ? "The SMTP server has unexpectedly disconnected."
                : $"The SMTP server has unexpectedly disconnected: {lastResponse}");
        }

        logger.LogServer(input, inputEnd, count);
        inputEnd += count;
    }
}
