namespace Syndication.Worker.Mail;

/// <summary>Writes each message to a folder, as a file that is there whole or not at all.</summary>
/// <param name="folder">Absolute path; made when missing.</param>
internal sealed class PickupTransport(string folder) : IMailTransport
{
    /// <inheritdoc/>
    public Task<MailOutcome?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return Task.FromResult<MailOutcome?>(null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<MailOutcome?>(new MailOutcome.Deferred($"The pickup folder cannot be made: {exception.Message}", true));
        }
    }

    /// <inheritdoc/>
    public async Task<MailOutcome> SendAsync(OutgoingMessage outgoing, Task<bool>? permit = null)
    {
        if (permit is not null && !await permit) return new MailOutcome.Withheld();
        var file = Path.Combine(folder, outgoing.DeliveryId + ".eml");
        var temporary = Path.Combine(folder, "." + outgoing.DeliveryId + ".tmp");
        try
        {
            await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 65536, FileOptions.Asynchronous))
            {
                await outgoing.Message.WriteToAsync(MessageBuilder.Format, stream, CancellationToken.None);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
            return new MailOutcome.Accepted(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            return new MailOutcome.Deferred($"The pickup folder cannot be written to: {exception.Message}", true);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
