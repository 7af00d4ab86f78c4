using MimeKit;

namespace MailKit;

/// <summary>A client of a mailbox that messages are fetched from by number.</summary>
public interface IMailSpool : IMailService
{
    /// <summary>The number of messages, as the server last said it.</summary>
    int Count { get; }

    /// <summary>Asks for the number of messages.</summary>
    Task<int> GetMessageCountAsync(CancellationToken cancellationToken = default);

    /// <summary>A message's size, in bytes.</summary>
    Task<int> GetMessageSizeAsync(int index, CancellationToken cancellationToken = default);

    /// <summary>A message.</summary>
    Task<MimeMessage> GetMessageAsync(int index, CancellationToken cancellationToken = default, ITransferProgress? progress = null);

    /// <summary>A message's bytes, or its headers'.</summary>
    Task<Stream> GetStreamAsync(int index, bool headersOnly = false, CancellationToken cancellationToken = default, ITransferProgress? progress = null);

    /// <summary>Marks a message to be deleted when the session ends in order.</summary>
    Task DeleteMessageAsync(int index, CancellationToken cancellationToken = default);
}
