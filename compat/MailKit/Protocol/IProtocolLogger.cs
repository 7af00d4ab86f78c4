namespace MailKit;

/// <summary>Takes down what is said on a connection.</summary>
public interface IProtocolLogger : IDisposable
{
    /// <summary>Finds secrets in what the client says; set by the client that uses the logger.</summary>
    IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>A connection was made.</summary>
    void LogConnect(Uri uri);

    /// <summary>The client said this.</summary>
    void LogClient(byte[] buffer, int offset, int count);

    /// <summary>The server said this.</summary>
    void LogServer(byte[] buffer, int offset, int count);
}
