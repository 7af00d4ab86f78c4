using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Syndication.Worker.Mail.Limits;

namespace Syndication.Worker.Mail;

/// <summary>One connection to the mail server, used for message after message.</summary>
/// <param name="options">The server.</param>
/// <param name="time">Tells how long the connection was idle.</param>
/// <param name="certificateCheck">Judges the server's certificate; null for the system's own rules.</param>
internal sealed class SmtpTransport(MailOptions options, TimeProvider time, RemoteCertificateValidationCallback? certificateCheck = null) : IMailTransport
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(2);

    // Servers close idle connections; a message should not be what finds out.
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(10);

    private ReportingSmtpClient? client;
    private int sent;
    private long lastUse;
    private volatile bool isSending;

    /// <inheritdoc/>
    public async Task<MailOutcome?> OpenAsync(CancellationToken cancellationToken)
    {
        if (await IsUsableAsync(cancellationToken)) return null;
        await CloseAsync();
        try
        {
            client = await ConnectAsync(cancellationToken);
            sent = 0;
            lastUse = time.GetTimestamp();
            return null;
        }
        catch (Exception exception) when (IsLineFailure(exception) && !cancellationToken.IsCancellationRequested)
        {
            return new MailOutcome.Deferred(string.Create(CultureInfo.InvariantCulture, $"{options.Host}:{options.Port} cannot be used: {Describe(exception)}"), true);
        }
    }

    /// <inheritdoc/>
    public async Task<MailOutcome> SendAsync(OutgoingMessage outgoing, Task<bool>? permit = null)
    {
        var isReused = sent > 0;
        if (outgoing.Message.Body is HeldAlternative held) held.Permit = permit;
        else if (permit is not null && !await permit) return new MailOutcome.Withheld();
        var (outcome, isLost) = await TrySendAsync(outgoing);
        // A server that closed the line between two messages has said nothing about the second.
        if (!isLost || !isReused || outcome is not MailOutcome.Deferred) return outcome;
        if (await OpenAsync(CancellationToken.None) is { } trouble) return trouble;
        return (await TrySendAsync(outgoing)).Outcome;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<(MailOutcome Outcome, bool IsLost)> TrySendAsync(OutgoingMessage outgoing)
    {
        if (client is not { IsConnected: true } connection) return (new MailOutcome.Deferred("The connection was lost.", true), true);
        var recipient = new MailboxAddress("", outgoing.Recipient);
        var needsUtf8 = !Ascii.IsValid(outgoing.Recipient.AsSpan(0, Math.Max(0, outgoing.Recipient.LastIndexOf('@'))));
        // RFC 6531 §3.2: not to be sent to a server that does not offer it; the library would send it all the same.
        if (needsUtf8 && !connection.Capabilities.HasFlag(SmtpCapabilities.UTF8))
        {
            return (new MailOutcome.Rejected("553 5.6.7 The address needs SMTPUTF8, which the mail server does not offer."), false);
        }

        if (!needsUtf8 && recipient.IsInternational) UseALabels(connection);
        var format = MessageBuilder.Format.Clone();
        format.International = needsUtf8;
        var progress = new HandOver(connection);
        connection.EnvelopeId = outgoing.EnvelopeId;
        connection.Size = needsUtf8 ? null : outgoing.Size;
        try
        {
            isSending = true;
            // Never cancelled: only the server's answer tells what became of a message (RFC 5321 §4.5.3.2.6).
            var reply = await connection.SendAsync(
                format, outgoing.Message, new MailboxAddress("", outgoing.Sender), [recipient], CancellationToken.None, progress);
            return (new MailOutcome.Accepted(reply), false);
        }
        catch (SmtpCommandException exception)
        {
            return (Classify(exception), false);
        }
        catch (MessageWithheldException)
        {
            // The server is in the middle of it: the line's end tells it that there is no more.
            isSending = false;
            await CloseAsync();
            return (new MailOutcome.Withheld(), false);
        }
        catch (Exception exception) when (IsLineFailure(exception))
        {
            isSending = false;
            await CloseAsync();
            return progress.IsComplete
                ? (new MailOutcome.Unknown("Lost after the message was handed over: " + Describe(exception)), true)
                : (new MailOutcome.Deferred("Lost before the message was handed over: " + Describe(exception), true), true);
        }
        finally
        {
            isSending = false;
            sent++;
            lastUse = time.GetTimestamp();
            progress.Restore();
        }
    }

    /// <summary>The library writes a domain as A-labels only where the server lacks SMTPUTF8. A capability cannot be taken up again, so this connection is not used for another message.</summary>
    private void UseALabels(SmtpClient connection)
    {
        connection.Capabilities &= ~SmtpCapabilities.UTF8;
        sent = options.MaxMessagesPerConnection;
    }

    private static MailOutcome Classify(SmtpCommandException exception)
    {
        var status = (int)exception.StatusCode;
        var reply = string.Create(CultureInfo.InvariantCulture, $"{status} {exception.Message.ReplaceLineEndings(" ")}");
        if (status == 421) return new MailOutcome.Deferred(reply, true);
        if (status >= 500 && ReplyText.RefusesSender(exception.Message)) return new MailOutcome.SenderRefused(reply);
        if (exception.ErrorCode == SmtpErrorCode.SenderNotAccepted)
        {
            return status >= 500 ? new MailOutcome.SenderRefused(reply) : new MailOutcome.Deferred(reply, true);
        }

        return status >= 500 ? new MailOutcome.Rejected(reply) : new MailOutcome.Deferred(reply, false);
    }

    private async Task<ReportingSmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ConnectPatience);
        // The library's own socket waits 43 ms a message on Nagle's algorithm.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var fresh = new ReportingSmtpClient { LocalDomain = options.From.Domain };
        if (certificateCheck is not null) fresh.ServerCertificateValidationCallback = certificateCheck;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, patience.Token);
            await fresh.ConnectAsync(socket, options.Host, options.Port, SocketSecurity(), patience.Token);
            if (options.User.Length > 0) await fresh.AuthenticateAsync(options.User, options.Password, patience.Token);
            return fresh;
        }
        catch
        {
            fresh.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private SecureSocketOptions SocketSecurity() => options.Security switch
    {
        MailSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private async Task<bool> IsUsableAsync(CancellationToken cancellationToken)
    {
        if (client is not { IsConnected: true } connection || sent >= options.MaxMessagesPerConnection) return false;
        if (time.GetElapsedTime(lastUse) < IdleLimit) return true;
        try
        {
            await connection.NoOpAsync(cancellationToken);
            lastUse = time.GetTimestamp();
            return true;
        }
        catch (Exception exception) when (IsLineFailure(exception) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task CloseAsync()
    {
        if (client is not { } closing) return;
        client = null;
        try
        {
            using var patience = new CancellationTokenSource(QuitPatience);
            // A stop does not wait for a server that owes an answer; a QUIT behind it would be a second talk on the line, which the library refuses.
            if (closing.IsConnected && !isSending) await closing.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception exception) when (IsLineFailure(exception))
        {
            // It was to end anyway.
        }
        finally
        {
            closing.Dispose();
        }
    }

    private static bool IsLineFailure(Exception exception) =>
        exception is IOException or SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException
            or ServiceNotAuthenticatedException or ServiceNotConnectedException or OperationCanceledException or TimeoutException or NotSupportedException
            or ObjectDisposedException;

    private static string Describe(Exception exception) =>
        exception is OperationCanceledException ? "no answer in time" : exception.Message.ReplaceLineEndings(" ");

    /// <summary>Knows whether the last byte was handed over: before that a server cannot have taken the message, after it may have.</summary>
    private sealed class HandOver(SmtpClient connection) : ITransferProgress
    {
        // RFC 5321 §4.5.3.2.6: ten minutes for the answer to the dot.
        private const int DataTimeout = 10 * 60 * 1000;

        private readonly int timeout = connection.Timeout;
        private bool hasBegun;

        public bool IsComplete { get; private set; }

        public void Report(long bytesTransferred, long totalSize)
        {
            if (!hasBegun) connection.Timeout = DataTimeout;
            hasBegun = true;
            IsComplete |= bytesTransferred >= totalSize;
        }

        public void Report(long bytesTransferred) => IsComplete = true;

        public void Restore()
        {
            if (hasBegun && connection.IsConnected) connection.Timeout = timeout;
        }
    }
}
