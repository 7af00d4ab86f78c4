using System.Globalization;
using System.Text;

namespace MailKit;

/// <summary>Writes what is said on a connection to a stream, lines of the client after "C: ", of the server after "S: ".</summary>
public class ProtocolLogger : IProtocolLogger
{
    private static readonly byte[] ClientMark = "C: "u8.ToArray();
    private static readonly byte[] ServerMark = "S: "u8.ToArray();

    private readonly bool leaveOpen;
    private bool clientMidLine;
    private bool serverMidLine;

    /// <summary>Creates a logger that writes to a file.</summary>
    public ProtocolLogger(string fileName, bool append = true)
        : this(new FileStream(fileName, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read))
    {
    }

    /// <summary>Creates a logger that writes to a stream.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public ProtocolLogger(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Stream = stream;
        this.leaveOpen = leaveOpen;
    }

    /// <summary>The stream.</summary>
    public Stream Stream { get; }

    /// <summary>Whether secrets are replaced by asterisks; true by default.</summary>
    public bool RedactSecrets { get; set; } = true;

    /// <summary>Whether each line begins with the time.</summary>
    public bool LogTimestamps { get; set; }

    /// <summary>How the time is written.</summary>
    public string TimestampFormat { get; set; } = "yyyy-MM-ddTHH:mm:ssZ";

    /// <inheritdoc/>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <inheritdoc/>
    public void LogConnect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (clientMidLine || serverMidLine)
            Stream.Write("\r\n"u8);
        clientMidLine = serverMidLine = false;
        WriteTimestamp();
        Stream.Write(Encoding.ASCII.GetBytes($"Connected to {uri}\r\n"));
        Stream.Flush();
    }

    /// <inheritdoc/>
    public void LogClient(byte[] buffer, int offset, int count) => Log(ClientMark, ref clientMidLine, buffer, offset, count, redact: RedactSecrets);

    /// <inheritdoc/>
    public void LogServer(byte[] buffer, int offset, int count) => Log(ServerMark, ref serverMidLine, buffer, offset, count, redact: false);

    /// <summary>Closes the stream unless it is to stay open.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the stream unless it is to stay open.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
            Stream.Dispose();
    }

    private void Log(byte[] mark, ref bool midLine, byte[] buffer, int offset, int count, bool redact)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        var end = offset + count;
        while (offset < end)
        {
            var newLine = Array.IndexOf(buffer, (byte)'\n', offset, end - offset);
            var next = newLine < 0 ? end : newLine + 1;
            if (!midLine)
            {
                WriteTimestamp();
                Stream.Write(mark);
            }

            midLine = newLine < 0;
            WriteLine(buffer, offset, next, redact);
            offset = next;
        }

        Stream.Flush();
    }

    private void WriteLine(byte[] buffer, int start, int end, bool redact)
    {
        foreach (var secret in redact && AuthenticationSecretDetector is { } detector ? detector.DetectSecrets(buffer, start, end - start) : [])
        {
            Stream.Write(buffer, start, secret.StartIndex - start);
            Stream.Write("********"u8);
            start = secret.StartIndex + secret.Length;
        }

        Stream.Write(buffer, start, end - start);
    }

    private void WriteTimestamp()
    {
        if (LogTimestamps)
            Stream.Write(Encoding.ASCII.GetBytes(TimeProvider.System.GetUtcNow().UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture) + " "));
    }
}
