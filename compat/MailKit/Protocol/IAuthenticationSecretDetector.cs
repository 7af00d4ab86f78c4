namespace MailKit;

/// <summary>Finds secrets.</summary>
public interface IAuthenticationSecretDetector
{
    /// <summary>The secrets in a piece of what the client says.</summary>
    IList<AuthenticationSecret> DetectSecrets(byte[] buffer, int offset, int count);
}
