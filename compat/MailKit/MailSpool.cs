using MimeKit;

namespace MailKit;

/// <summary>What clients of mailboxes share.</summary>
public abstract class MailSpool : MailService, IMailSpool
{
    /// <summary>Creates a client.</summary>
    protected MailSpool(IProtocolLogger protocolLogger) : base(protocolLogger)
    {
    }

    /// <inheritdoc/>
    public abstract int Count { get; }

    /// <inheritdoc/>
    public abstract Task<int> GetMessageCountAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract Task<int> GetMessageSizeAsync(int index, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract Task<MimeMessage> GetMessageAsync(int index, CancellationToken cancellationToken = default, ITransferProgress? progress = null);

    /// <inheritdoc/>
    public abstract Task<Stream> GetStreamAsync(int index, bool headersOnly = false, CancellationToken cancellationToken = default, ITransferProgress? progress = null);

    /// <inheritdoc/>
    public abstract Task DeleteMessageAsync(int index, CancellationToken cancellationToken = default);
}
