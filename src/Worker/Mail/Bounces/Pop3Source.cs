using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Pop3;
using MailKit.Security;

namespace Syndication.Worker.Mail.Bounces;

/// <summary>A mailbox read over POP3 (RFC 1939): what was deleted is gone once the session ended in order, so a lost line repeats mails and never loses one.</summary>
/// <param name="options">The mailbox.</param>
/// <param name="certificateCheck">Judges the server's certificate; null for the system's own rules.</param>
internal sealed class Pop3Source(Pop3Options options, RemoteCertificateValidationCallback? certificateCheck = null) : IReturnedMailSource
{
    // What a session deleted is kept by its end alone, so a mailbox of many mails is read in several.
    private const int MostPerSession = 200;

    private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => "The bounce mailbox";

    /// <inheritdoc/>
    public async Task<int> ReadAsync(Func<ReadOnlyMemory<byte>, Task> read, CancellationToken cancellationToken)
    {
        var all = 0;
        while (true)
        {
            var count = await ReadSessionAsync(read, cancellationToken);
            all += count;
            if (count < MostPerSession) return all;
        }
    }

    private async Task<int> ReadSessionAsync(Func<ReadOnlyMemory<byte>, Task> read, CancellationToken cancellationToken)
    {
        using var client = new Pop3Client();
        if (certificateCheck is not null) client.ServerCertificateValidationCallback = certificateCheck;
        var count = 0;
        try
        {
            await OpenAsync(client, cancellationToken);
            count = Math.Min(await client.GetMessageCountAsync(cancellationToken), MostPerSession);
            for (var index = 0; index < count; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var mail = await DownloadAsync(client, index, cancellationToken);
                await ReadOneAsync(read, mail);
                await client.DeleteMessageAsync(index, cancellationToken);
            }
        }
        catch (Exception exception) when (IsLineFailure(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw new MailSourceException(string.Create(CultureInfo.InvariantCulture, $"{Name} at {options.Host}:{options.Port} cannot be read: {Describe(exception)}"), exception);
        }
        finally
        {
            await QuitAsync(client);
        }

        return count;
    }

    private async Task OpenAsync(Pop3Client client, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ConnectPatience);
        await client.ConnectAsync(options.Host, options.Port, SocketSecurity(), patience.Token);
        await client.AuthenticateAsync(options.User, options.Password, patience.Token);
    }

    /// <summary>Of a mail that is too long to be a report no more than the headers are taken in, or that it was there.</summary>
    private static async Task<byte[]> DownloadAsync(Pop3Client client, int index, CancellationToken cancellationToken)
    {
        var size = await client.GetMessageSizeAsync(index, cancellationToken);
        var isHuge = size > ReturnedMailParser.LongestMail;
        if (isHuge && !client.Capabilities.HasFlag(Pop3Capabilities.Top)) return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"X-Left-Out: {size} bytes\r\n\r\n"));
        await using var stream = await client.GetStreamAsync(index, headersOnly: isHuge, cancellationToken);
        return await BoundedStream.ReadAsync(stream, ReturnedMailParser.LongestMail, cancellationToken);
    }

    /// <summary>What goes wrong with the reading is not the mailbox's trouble.</summary>
    private static async Task ReadOneAsync(Func<ReadOnlyMemory<byte>, Task> read, byte[] mail)
    {
        try
        {
            await read(mail);
        }
        catch (Exception exception) when (IsLineFailure(exception) && exception is not OperationCanceledException)
        {
            throw new InvalidOperationException("A mail that came back could not be kept: " + exception.Message, exception);
        }
    }

    /// <summary>Only an orderly end deletes what was read, also after a failure.</summary>
    private static async Task QuitAsync(Pop3Client client)
    {
        try
        {
            using var patience = new CancellationTokenSource(QuitPatience);
            if (client.IsConnected) await client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception exception) when (IsLineFailure(exception))
        {
            // What it deleted comes again, and changes nothing.
        }
    }

    private SecureSocketOptions SocketSecurity() => options.Security switch
    {
        MailSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private static bool IsLineFailure(Exception exception) =>
        exception is IOException or SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException
            or ServiceNotAuthenticatedException or ServiceNotConnectedException or OperationCanceledException or TimeoutException or NotSupportedException
            or ObjectDisposedException;

    private static string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => "no answer in time",
        AuthenticationException => "the server refuses the name and password, or another session has the mailbox open",
        // The library quotes the line that it did not expect, which may be one of a mail.
        ProtocolException => "the server broke the line or the protocol",
        _ => exception.Message.ReplaceLineEndings(" "),
    };
}
