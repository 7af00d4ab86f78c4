namespace Syndication.Worker.Mail;

/// <summary>Takes messages away, one at a time; several are opened to work in parallel.</summary>
internal interface IMailTransport : IAsyncDisposable
{
    /// <summary>Makes ready to send, so that nothing is marked as being sent while there is no way out.</summary>
    /// <param name="cancellationToken">Gives up; nothing has been sent.</param>
    /// <returns>Null when ready, else why not.</returns>
    Task<MailOutcome?> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Sends a message; never cancelled half-way, and every failure is an outcome.</summary>
    /// <param name="outgoing">The message.</param>
    /// <param name="permit">Whether it may be handed over: it may be on its way before, but not to its end. Never fails; null for yes.</param>
    Task<MailOutcome> SendAsync(OutgoingMessage outgoing, Task<bool>? permit = null);
}
