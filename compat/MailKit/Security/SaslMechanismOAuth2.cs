using System.Net;
using System.Text;

namespace MailKit.Security;

/// <summary>XOAUTH2: name and access token.</summary>
public class SaslMechanismOAuth2 : SaslMechanism
{
    /// <summary>Creates the mechanism; the password is the access token.</summary>
    public SaslMechanismOAuth2(NetworkCredential credentials) : base(credentials)
    {
    }

    /// <summary>Creates the mechanism.</summary>
    public SaslMechanismOAuth2(string userName, string auth_token) : base(userName, auth_token)
    {
    }

    /// <inheritdoc/>
    public override string MechanismName => "XOAUTH2";

    /// <inheritdoc/>
    public override bool SupportsInitialResponse => true;

    /// <inheritdoc/>
    protected override byte[]? Challenge(byte[]? token, int startIndex, int length, CancellationToken cancellationToken)
    {
        if (IsAuthenticated)
            return null;
        IsAuthenticated = true;
        return Encoding.UTF8.GetBytes($"user={Credentials.UserName}\u0001auth=Bearer {Credentials.Password}\u0001\u0001");
    }
}
