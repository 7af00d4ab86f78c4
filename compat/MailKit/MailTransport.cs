using MimeKit;

namespace MailKit;

/// <summary>What clients that send messages share.</summary>
public abstract class MailTransport : MailService, IMailTransport
{
    // Bcc recipients and the length of mbox stores are nobody's business on the way.
    private static readonly FormatOptions DefaultOptions = new() { HiddenHeaders = { HeaderId.ContentLength, HeaderId.ResentBcc, HeaderId.Bcc } };

    /// <summary>Creates a client.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="protocolLogger"/> is null.</exception>
    protected MailTransport(IProtocolLogger protocolLogger) : base(protocolLogger)
    {
    }

    /// <inheritdoc/>
    public event EventHandler<MessageSentEventArgs>? MessageSent;

    /// <inheritdoc/>
    public virtual string Send(MimeMessage message, CancellationToken cancellationToken = default, ITransferProgress? progress = null) =>
        SendAsync(message, cancellationToken, progress).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public virtual Task<string> SendAsync(MimeMessage message, CancellationToken cancellationToken = default, ITransferProgress? progress = null) =>
        SendAsync(DefaultOptions, message, cancellationToken, progress);

    /// <inheritdoc/>
    public virtual Task<string> SendAsync(
        MimeMessage message, MailboxAddress sender, IEnumerable<MailboxAddress> recipients, CancellationToken cancellationToken = default, ITransferProgress? progress = null) =>
        SendAsync(DefaultOptions, message, sender, recipients, cancellationToken, progress);

    /// <inheritdoc/>
    public abstract Task<string> SendAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken = default, ITransferProgress? progress = null);

    /// <inheritdoc/>
    public abstract Task<string> SendAsync(
        FormatOptions options, MimeMessage message, MailboxAddress sender, IEnumerable<MailboxAddress> recipients, CancellationToken cancellationToken = default, ITransferProgress? progress = null);

    /// <summary>Raises <see cref="MessageSent"/>.</summary>
    protected virtual void OnMessageSent(MessageSentEventArgs e) => MessageSent?.Invoke(this, e);
}
