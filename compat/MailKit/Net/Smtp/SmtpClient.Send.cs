using System.Globalization;
using MimeKit;
using MimeKit.IO;

namespace MailKit.Net.Smtp;

public partial class SmtpClient
{
    private const int MaxLineLength = 998;

    private static readonly byte[] EndOfData = ".\r\n"u8.ToArray();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The message names no sender or no recipient.</exception>
    public override Task<string> SendAsync(
        FormatOptions options, MimeMessage message, CancellationToken cancellationToken = default, ITransferProgress? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(message);
        var sender = Sender(message) ?? throw new InvalidOperationException("No sender has been specified.");
        return SendAsync(options, message, sender, message.GetRecipients(), cancellationToken, progress);
    }

    /// <inheritdoc/>
    /// <returns>The text of the server's reply to the message.</returns>
    /// <exception cref="InvalidOperationException">There is no recipient.</exception>
    /// <exception cref="ServiceNotConnectedException">There is no connection.</exception>
    /// <exception cref="ServiceNotAuthenticatedException">The server wants authentication first.</exception>
    /// <exception cref="SmtpCommandException">The server refused the sender, a recipient or the message.</exception>
    /// <exception cref="SmtpProtocolException">The server broke the protocol or the connection.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="TimeoutException">The server did not answer in time.</exception>
    public override Task<string> SendAsync(
        FormatOptions options, MimeMessage message, MailboxAddress sender, IEnumerable<MailboxAddress> recipients, CancellationToken cancellationToken = default, ITransferProgress? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(recipients);
        var unique = recipients.DistinctBy(mailbox => mailbox.Address, StringComparer.OrdinalIgnoreCase).ToList();
        if (unique.Count == 0)
            throw new InvalidOperationException("No recipients have been specified.");
        return SendToAsync(options, message, sender, unique, progress, cancellationToken);
    }

    /// <summary>Makes the message fit the server. A signed message is left as it is, and so are its headers.</summary>
    protected virtual void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(message);
        if (message.Headers.Contains(HeaderId.DomainKeySignature) || message.Headers.Contains(HeaderId.DkimSignature) || message.Headers.Contains(HeaderId.ArcSeal))
            options.International = false;
        else
            message.Prepare(constraint, maxLineLength);
    }

    /// <summary>The message's length in bytes, which is told to the server and to the progress.</summary>
    protected virtual async Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var counter = new MeasuringStream();
        await message.WriteToAsync(options, counter, cancellationToken).ConfigureAwait(false);
        return counter.Length;
    }

    private static MailboxAddress? Sender(MimeMessage message) =>
        message.ResentSender ?? message.ResentFrom.Mailboxes.FirstOrDefault() ?? message.Sender ?? message.From.Mailboxes.FirstOrDefault();

    private async Task<string> SendToAsync(
        FormatOptions options, MimeMessage message, MailboxAddress sender, List<MailboxAddress> recipients, ITransferProgress? progress, CancellationToken cancellationToken)
    {
        ThrowIfNotConnected("The SmtpClient is not connected.");
        var envelope = PrepareEnvelope(options, message, sender, recipients);
        var binary = envelope.Extensions.HasFlag(SmtpExtensions.BinaryMime)
            || (PreferSendAsBinaryData && Can(SmtpCapabilities.BinaryMime | SmtpCapabilities.Chunking));
        var size = binary || Can(SmtpCapabilities.Size) || progress is not null
            ? await GetSizeAsync(envelope.Options, message, cancellationToken).ConfigureAwait(false)
            : -1;

        try
        {
            await SendEnvelopeAsync(envelope, size, cancellationToken).ConfigureAwait(false);
            return await SendDataAsync(envelope, binary, size, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ServiceNotAuthenticatedException or SmtpCommandException)
        {
            await ResetAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch
        {
            Close(requested: false);
            throw;
        }
    }

    private SmtpEnvelope PrepareEnvelope(FormatOptions options, MimeMessage message, MailboxAddress sender, List<MailboxAddress> recipients)
    {
        var utf8 = Can(SmtpCapabilities.UTF8);
        var eightBit = Can(SmtpCapabilities.EightBitMime);
        var format = options.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        format.International &= utf8;
        if (format.International && !eightBit)
            throw new NotSupportedException("The SMTP server does not support the 8BITMIME extension.");

        var binary = Can(SmtpCapabilities.BinaryMime);
        var constraint = eightBit ? EncodingConstraint.EightBit : EncodingConstraint.SevenBit;
        Prepare(format, message, binary ? EncodingConstraint.None : constraint, MaxLineLength);

        var extensions = ContentExtensions(message.Body, eightBit, binary);
        if (utf8 && (format.International || sender.IsInternational || recipients.Exists(recipient => recipient.IsInternational)))
            extensions |= SmtpExtensions.UTF8;
        return new SmtpEnvelope(format, message, sender, recipients, extensions);
    }

    private static SmtpExtensions ContentExtensions(MimeEntity? entity, bool eightBit, bool binary) => entity switch
    {
        Multipart multipart => multipart.Aggregate(SmtpExtensions.None, (all, part) => all | ContentExtensions(part, eightBit, binary)),
        MessagePart message => ContentExtensions(message.Message?.Body, eightBit, binary),
        MimePart { ContentTransferEncoding: ContentEncoding.EightBit } when eightBit => SmtpExtensions.EightBitMime,
        MimePart { ContentTransferEncoding: ContentEncoding.Binary } when binary => SmtpExtensions.BinaryMime,
        _ => SmtpExtensions.None,
    };

    private async Task SendEnvelopeAsync(SmtpEnvelope envelope, long size, CancellationToken cancellationToken)
    {
        var accepted = Can(SmtpCapabilities.Pipelining)
            ? await PipelineEnvelopeAsync(envelope, size, cancellationToken).ConfigureAwait(false)
            : await SendEnvelopeStepwiseAsync(envelope, size, cancellationToken).ConfigureAwait(false);
        if (accepted > 0)
            return;
        OnNoRecipientsAccepted(envelope.Message);
        throw new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, SmtpStatusCode.TransactionFailed, "No recipients were accepted.");
    }

    private async Task<int> SendEnvelopeStepwiseAsync(SmtpEnvelope envelope, long size, CancellationToken cancellationToken)
    {
        HandleMailFrom(envelope, await stream!.SendCommandAsync(MailFromCommand(envelope, size), cancellationToken).ConfigureAwait(false));
        var accepted = 0;
        foreach (var recipient in envelope.Recipients)
        {
            var response = await stream.SendCommandAsync(RcptToCommand(envelope, recipient), cancellationToken).ConfigureAwait(false);
            if (HandleRcptTo(envelope, recipient, response))
                accepted++;
        }

        return accepted;
    }

    // RFC 2920: the commands go out together; every reply is read and told before the first refusal is thrown.
    private async Task<int> PipelineEnvelopeAsync(SmtpEnvelope envelope, long size, CancellationToken cancellationToken)
    {
        await stream!.QueueCommandAsync(MailFromCommand(envelope, size), cancellationToken).ConfigureAwait(false);
        foreach (var recipient in envelope.Recipients)
            await stream.QueueCommandAsync(RcptToCommand(envelope, recipient), cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);

        var responses = new List<SmtpResponse>(envelope.Recipients.Count + 1);
        Exception? lost = null;
        try
        {
            while (responses.Count <= envelope.Recipients.Count)
                responses.Add(await stream.ReadResponseAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            lost = exception;
        }

        return HandleResponses(envelope, responses, lost);
    }

    private int HandleResponses(SmtpEnvelope envelope, List<SmtpResponse> responses, Exception? lost)
    {
        Exception? first = null;
        var accepted = 0;
        for (var i = 0; i < responses.Count; i++)
        {
            try
            {
                if (i == 0)
                    HandleMailFrom(envelope, responses[i]);
                else if (HandleRcptTo(envelope, envelope.Recipients[i - 1], responses[i]))
                    accepted++;
            }
            catch (Exception exception)
            {
                first ??= exception;
            }
        }

        if ((first ?? lost) is { } failure)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return accepted;
    }

    private async Task<string> SendDataAsync(SmtpEnvelope envelope, bool binary, long size, ITransferProgress? progress, CancellationToken cancellationToken)
    {
        if (binary)
            await stream!.QueueCommandAsync(string.Create(CultureInfo.InvariantCulture, $"BDAT {size} LAST\r\n"), cancellationToken).ConfigureAwait(false);
        else
            Expect(SmtpStatusCode.StartMailInput, await stream!.SendCommandAsync("DATA\r\n", cancellationToken).ConfigureAwait(false));

        var data = new SmtpDataStream(stream, stuffDots: !binary, progress, size);
        await using (data.ConfigureAwait(false))
        {
            await envelope.Message.WriteToAsync(envelope.Options, data, cancellationToken).ConfigureAwait(false);
            if (!binary)
            {
                await data.CompleteAsync(cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync(EndOfData, cancellationToken).ConfigureAwait(false);
            }
        }

        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        var response = await stream.ReadResponseAsync(cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == SmtpStatusCode.AuthenticationRequired)
            throw new ServiceNotAuthenticatedException(response.Response);
        if (response.StatusCode != SmtpStatusCode.Ok)
            throw new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, response.StatusCode, response.Response);
        OnMessageSent(new MessageSentEventArgs(envelope.Message, response.Response));
        return response.Response;
    }

    private async Task ResetAsync(CancellationToken cancellationToken)
    {
        SmtpResponse response;
        try
        {
            response = await CommandAsync("RSET\r\n", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The refusal that is being reported matters more; IsConnected tells that the connection ended too.
            return;
        }

        if (response.StatusCode != SmtpStatusCode.Ok)
            Close(requested: false);
    }
}
