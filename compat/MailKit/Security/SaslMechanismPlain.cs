using System.Net;
using System.Text;

namespace MailKit.Security;

/// <summary>PLAIN (RFC 4616): name and password in one answer.</summary>
public class SaslMechanismPlain : SaslMechanism
{
    private readonly Encoding encoding;

    /// <summary>Creates the mechanism.</summary>
    public SaslMechanismPlain(Encoding encoding, NetworkCredential credentials) : base(credentials)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        this.encoding = encoding;
    }

    /// <summary>Creates the mechanism.</summary>
    public SaslMechanismPlain(Encoding encoding, string userName, string password) : base(userName, password)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        this.encoding = encoding;
    }

    /// <summary>Creates the mechanism for UTF-8.</summary>
    public SaslMechanismPlain(NetworkCredential credentials) : this(Encoding.UTF8, credentials)
    {
    }

    /// <summary>Creates the mechanism for UTF-8.</summary>
    public SaslMechanismPlain(string userName, string password) : this(Encoding.UTF8, userName, password)
    {
    }

    /// <summary>On whose behalf we act; ourselves if null.</summary>
    public string? AuthorizationId { get; set; }

    /// <inheritdoc/>
    public override string MechanismName => "PLAIN";

    /// <inheritdoc/>
    public override bool SupportsInitialResponse => true;

    /// <inheritdoc/>
    protected override byte[]? Challenge(byte[]? token, int startIndex, int length, CancellationToken cancellationToken)
    {
        if (IsAuthenticated)
            return null;
        IsAuthenticated = true;
        return encoding.GetBytes($"{AuthorizationId}\0{Credentials.UserName}\0{Credentials.Password}");
    }
}
