using System.Globalization;
using System.Net.Sockets;

namespace MailKit.Net;

/// <summary>A socket as a stream whose asynchronous reads and writes keep to the timeouts too. After a timeout or a cancellation the socket is closed.</summary>
internal sealed class SocketStream(Socket socket) : Stream
{
    private CancellationTokenSource readTimer = new();
    private CancellationTokenSource writeTimer = new();
    private bool isReading;
    private bool isWriting;

    public override bool CanRead => socket.Connected;

    public override bool CanWrite => socket.Connected;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; } = System.Threading.Timeout.Infinite;

    public override int WriteTimeout { get; set; } = System.Threading.Timeout.Infinite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Begin(ref isReading);
        using var linked = Start(ref readTimer, ReadTimeout, cancellationToken);
        try
        {
            return await socket.ReceiveAsync(buffer, SocketFlags.None, linked?.Token ?? readTimer.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            CloseSocket();
            throw Translate(exception, readTimer, ReadTimeout, cancellationToken);
        }
        finally
        {
            readTimer.CancelAfter(System.Threading.Timeout.Infinite);
            Volatile.Write(ref isReading, false);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Begin(ref isWriting);
        using var linked = Start(ref writeTimer, WriteTimeout, cancellationToken);
        try
        {
            while (buffer.Length > 0)
                buffer = buffer[await socket.SendAsync(buffer, SocketFlags.None, linked?.Token ?? writeTimer.Token).ConfigureAwait(false)..];
        }
        catch (Exception exception)
        {
            CloseSocket();
            throw Translate(exception, writeTimer, WriteTimeout, cancellationToken);
        }
        finally
        {
            writeTimer.CancelAfter(System.Threading.Timeout.Infinite);
            Volatile.Write(ref isWriting, false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CloseSocket();
            readTimer.Dispose();
            writeTimer.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>One read and one write at a time.</summary>
    private static void Begin(ref bool isUnderWay)
    {
        if (Interlocked.Exchange(ref isUnderWay, true))
            throw new InvalidOperationException("An asynchronous socket operation is already in progress.");
    }

    private static CancellationTokenSource? Start(ref CancellationTokenSource timer, int timeout, CancellationToken cancellationToken)
    {
        if (!timer.TryReset())
        {
            timer.Dispose();
            timer = new CancellationTokenSource();
        }

        timer.CancelAfter(timeout);
        return cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token) : null;
    }

    private static Exception Translate(Exception exception, CancellationTokenSource timer, int timeout, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested =>
            new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"Operation timed out after {timeout} milliseconds"), exception),
        OperationCanceledException => new OperationCanceledException(exception.Message, exception, cancellationToken),
        SocketException => new IOException(exception.Message, exception),
        _ => exception,
    };

    // Closing in order flushes what was written; a reset would lose the QUIT.
    private void CloseSocket()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side was faster.
        }

        socket.Dispose();
    }
}
