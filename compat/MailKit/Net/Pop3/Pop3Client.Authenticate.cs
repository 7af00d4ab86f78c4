using System.Net;
using System.Text;
using MailKit.Security;

namespace MailKit.Net.Pop3;

public partial class Pop3Client
{
    /// <inheritdoc/>
    /// <remarks>By SASL where both sides know a mechanism, else by USER and PASS.</remarks>
    /// <exception cref="ServiceNotConnectedException">There is no connection.</exception>
    /// <exception cref="InvalidOperationException">The client proved who it is already.</exception>
    /// <exception cref="AuthenticationException">The server refused.</exception>
    public override async Task AuthenticateAsync(Encoding encoding, ICredentials credentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(credentials);
        ValidateCanAuthenticate(cancellationToken);
        foreach (var mechanism in Mechanisms(encoding, credentials))
        {
            if (await TryMechanismAsync(mechanism, cancellationToken).ConfigureAwait(false) is { } message)
            {
                await AcceptAsync(message, cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        if (credentials.GetCredential(endpoint!.Uri, "DEFAULT") is not { } credential)
            throw new AuthenticationException("No credentials could be found for the POP3 server.");
        await AcceptAsync(await LogInAsync(credential, encoding, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ServiceNotConnectedException">There is no connection.</exception>
    /// <exception cref="InvalidOperationException">The client proved who it is already.</exception>
    /// <exception cref="AuthenticationException">The server refused.</exception>
    public override async Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mechanism);
        ValidateCanAuthenticate(cancellationToken);
        var message = await TryMechanismAsync(mechanism, cancellationToken).ConfigureAwait(false);
        await AcceptAsync(message ?? throw new AuthenticationException(), cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<SaslMechanism> Mechanisms(Encoding encoding, ICredentials credentials)
    {
        if (!capabilities.HasFlag(Pop3Capabilities.Sasl))
            yield break;
        var uri = endpoint!.Uri;
        foreach (var name in new[] { "PLAIN", "LOGIN" })
        {
            if (authenticationMechanisms.Contains(name) && credentials.GetCredential(uri, name) is { } credential)
                yield return string.Equals(name, "PLAIN", StringComparison.Ordinal) ? new SaslMechanismPlain(encoding, credential) : new SaslMechanismLogin(encoding, credential);
        }
    }

    /// <summary>What the server said when it accepted, or null where it refused.</summary>
    private async Task<string?> TryMechanismAsync(SaslMechanism mechanism, CancellationToken cancellationToken)
    {
        // RFC 5034 §4: the first answer goes with the command where the mechanism has one.
        var command = "AUTH " + mechanism.MechanismName;
        if (mechanism.SupportsInitialResponse)
            command += " " + await mechanism.ChallengeAsync(token: null, cancellationToken).ConfigureAwait(false);
        secrets.IsAuthenticating = true;
        try
        {
            var response = await ConverseAsync(command, cancellationToken).ConfigureAwait(false);
            while (response.AsksForMore)
                response = await ConverseAsync(await mechanism.ChallengeAsync(response.Text, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return response.IsOk ? response.Text : null;
        }
        finally
        {
            secrets.IsAuthenticating = false;
        }
    }

    private async Task<string> LogInAsync(NetworkCredential credential, Encoding encoding, CancellationToken cancellationToken)
    {
        secrets.IsAuthenticating = true;
        try
        {
            await CommandAsync("USER " + credential.UserName, cancellationToken, encoding).ConfigureAwait(false);
            return await CommandAsync("PASS " + credential.Password, cancellationToken, encoding).ConfigureAwait(false);
        }
        catch (Pop3CommandException)
        {
            throw new AuthenticationException();
        }
        finally
        {
            secrets.IsAuthenticating = false;
        }
    }

    private async Task AcceptAsync(string message, CancellationToken cancellationToken)
    {
        authenticated = true;
        await ReadCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        await UpdateCountAsync(cancellationToken).ConfigureAwait(false);
        OnAuthenticated(message);
    }

    private void ValidateCanAuthenticate(CancellationToken cancellationToken)
    {
        ThrowIfNotConnected("The Pop3Client must be connected before you can authenticate.");
        if (IsAuthenticated)
            throw new InvalidOperationException("The Pop3Client is already authenticated.");
        cancellationToken.ThrowIfCancellationRequested();
    }
}
