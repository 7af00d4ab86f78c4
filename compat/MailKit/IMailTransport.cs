using MimeKit;

namespace MailKit;

/// <summary>A client that sends messages.</summary>
public interface IMailTransport : IMailService
{
    /// <summary>A message was accepted by the server.</summary>
    event EventHandler<MessageSentEventArgs>? MessageSent;

    /// <summary>Sends a message to those it names.</summary>
    string Send(MimeMessage message, CancellationToken cancellationToken = default, ITransferProgress? progress = null);

    /// <summary>Sends a message to those it names.</summary>
    Task<string> SendAsync(MimeMessage message, CancellationToken cancellationToken = default, ITransferProgress? progress = null);

    /// <summary>Sends a message with an envelope of its own.</summary>
    Task<string> SendAsync(MimeMessage message, MailboxAddress sender, IEnumerable<MailboxAddress> recipients, CancellationToken cancellationToken = default, ITransferProgress? progress = null);

    /// <summary>Sends a message to those it names.</summary>
    Task<string> SendAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken = default, ITransferProgress? progress = null);

    /// <summary>Sends a message with an envelope of its own.</summary>
    Task<string> SendAsync(FormatOptions options, MimeMessage message, MailboxAddress sender, IEnumerable<MailboxAddress> recipients, CancellationToken cancellationToken = default, ITransferProgress? progress = null);
}
