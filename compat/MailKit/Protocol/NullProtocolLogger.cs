namespace MailKit;

/// <summary>Takes nothing down.</summary>
public sealed class NullProtocolLogger : IProtocolLogger
{
    /// <summary>Creates the logger.</summary>
    public NullProtocolLogger()
    {
    }

    /// <inheritdoc/>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <inheritdoc/>
    public void LogConnect(Uri uri)
    {
    }

    /// <inheritdoc/>
    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    /// <inheritdoc/>
    public void LogServer(byte[] buffer, int offset, int count)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
