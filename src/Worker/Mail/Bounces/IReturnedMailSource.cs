namespace Syndication.Worker.Mail.Bounces;

/// <summary>A place where mail to us comes in.</summary>
internal interface IReturnedMailSource
{
    /// <summary>What it is, for reports.</summary>
    string Name { get; }

    /// <summary>Hands over every mail that is there, and deletes each one once the call for it has ended.</summary>
    /// <param name="read">Reads a mail; when it throws, that mail and those behind it stay for the next time.</param>
    /// <param name="cancellationToken">Stops between mails.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="MailSourceException">It cannot be reached or read.</exception>
    Task<int> ReadAsync(Func<ReadOnlyMemory<byte>, Task> read, CancellationToken cancellationToken);
}
