using System.Net;

namespace MailKit.Security;

/// <summary>A way to prove who we are (RFC 4422).</summary>
public abstract class SaslMechanism
{
    /// <summary>Creates the mechanism.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    protected SaslMechanism(NetworkCredential credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
    }

    /// <summary>Creates the mechanism.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    protected SaslMechanism(string userName, string password)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        Credentials = new NetworkCredential(userName, password);
    }

    /// <summary>Its registered name.</summary>
    public abstract string MechanismName { get; }

    /// <summary>Who we are.</summary>
    public NetworkCredential Credentials { get; private set; }

    /// <summary>Whether the first answer can go with the command.</summary>
    public virtual bool SupportsInitialResponse => false;

    /// <summary>Whether everything was said.</summary>
    public bool IsAuthenticated { get; protected set; }

    /// <summary>The answer to a challenge, both base64.</summary>
    public string Challenge(string? token, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var decoded = Decode(token);
        var answer = Challenge(decoded, 0, decoded?.Length ?? 0, cancellationToken);
        return answer is null ? string.Empty : Convert.ToBase64String(answer);
    }

    /// <summary>The answer to a challenge, both base64.</summary>
    public async Task<string> ChallengeAsync(string? token, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var decoded = Decode(token);
        var answer = await ChallengeAsync(decoded, 0, decoded?.Length ?? 0, cancellationToken).ConfigureAwait(false);
        return answer is null ? string.Empty : Convert.ToBase64String(answer);
    }

    /// <summary>Starts afresh.</summary>
    public virtual void Reset() => IsAuthenticated = false;

    /// <summary>The answer to a challenge.</summary>
    protected abstract byte[]? Challenge(byte[]? token, int startIndex, int length, CancellationToken cancellationToken);

    /// <summary>The answer to a challenge.</summary>
    protected virtual Task<byte[]?> ChallengeAsync(byte[]? token, int startIndex, int length, CancellationToken cancellationToken) =>
        Task.FromResult(Challenge(token, startIndex, length, cancellationToken));

    private static byte[]? Decode(string? token)
    {
        if (token is null)
            return null;
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token.Trim(), bytes, out var count) ? bytes[..count] : null;
    }
}
