using System.Net;
using System.Text;

namespace MailKit.Security;

/// <summary>LOGIN: the server asks for the name, then for the password.</summary>
public class SaslMechanismLogin : SaslMechanism
{
    private readonly Encoding encoding;
    private bool sentName;

    /// <summary>Creates the mechanism.</summary>
    public SaslMechanismLogin(Encoding encoding, NetworkCredential credentials) : base(credentials)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        this.encoding = encoding;
    }

    /// <summary>Creates the mechanism.</summary>
    public SaslMechanismLogin(Encoding encoding, string userName, string password) : base(userName, password)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        this.encoding = encoding;
    }

    /// <summary>Creates the mechanism for UTF-8.</summary>
    public SaslMechanismLogin(NetworkCredential credentials) : this(Encoding.UTF8, credentials)
    {
    }

    /// <summary>Creates the mechanism for UTF-8.</summary>
    public SaslMechanismLogin(string userName, string password) : this(Encoding.UTF8, userName, password)
    {
    }

    /// <inheritdoc/>
    public override string MechanismName => "LOGIN";

    /// <inheritdoc/>
    public override void Reset()
    {
        sentName = false;
        base.Reset();
    }

    /// <inheritdoc/>
    protected override byte[]? Challenge(byte[]? token, int startIndex, int length, CancellationToken cancellationToken)
    {
        if (IsAuthenticated)
            return null;
        if (sentName)
        {
            IsAuthenticated = true;
            return encoding.GetBytes(Credentials.Password);
        }

        if (token is null)
            throw new NotSupportedException("LOGIN does not support an initial response.");
        sentName = true;
        return encoding.GetBytes(Credentials.UserName);
    }
}
