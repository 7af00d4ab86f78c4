using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using MailKit.Security;

namespace MailKit.Net.Pop3;

public partial class Pop3Client
{
    private Uri CredentialsUri => new("pop://" + endpoint!.Uri.Host);

    /// <inheritdoc/>
    /// <remarks>By APOP where the server offers it, else by SASL where both sides know a mechanism, else by USER and PASS.</remarks>
    /// <exception cref="ServiceNotConnectedException">There is no connection.</exception>
    /// <exception cref="InvalidOperationException">The client proved who it is already.</exception>
    /// <exception cref="AuthenticationException">The server refused.</exception>
    public override async Task AuthenticateAsync(Encoding encoding, ICredentials credentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(credentials);
        ValidateCanAuthenticate(cancellationToken);
        if (await TryApopAsync(encoding, credentials, cancellationToken).ConfigureAwait(false) is { } welcome)
        {
            await AcceptAsync(welcome, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var mechanism in Mechanisms(encoding, credentials))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await TryMechanismAsync(mechanism, cancellationToken).ConfigureAwait(false) is { } message)
            {
                await AcceptAsync(message, cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        if (credentials.GetCredential(CredentialsUri, "DEFAULT") is not { } credential)
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
        var uri = CredentialsUri;
        foreach (var name in new[] { "PLAIN", "LOGIN" })
        {
            if (authenticationMechanisms.Contains(name) && credentials.GetCredential(uri, name) is { } credential)
                yield return string.Equals(name, "PLAIN", StringComparison.Ordinal) ? new SaslMechanismPlain(encoding, credential) : new SaslMechanismLogin(encoding, credential);
        }
    }

    /// <summary>What the server said when it accepted, or null where it refused.</summary>
    private async Task<string?> TryApopAsync(Encoding encoding, ICredentials credentials, CancellationToken cancellationToken)
    {
        if (!capabilities.HasFlag(Pop3Capabilities.Apop) || credentials.GetCredential(CredentialsUri, "APOP") is not { } credential)
            return null;

        // RFC 1939 §7 knows no other digest.
        var digest = Convert.ToHexStringLower(MD5.HashData(encoding.GetBytes(timestamp + credential.Password)));
        secrets.IsAuthenticating = true;
        try
        {
            return await CommandAsync($"APOP {credential.UserName} {digest}", cancellationToken, encoding).ConfigureAwait(false);
        }
        catch (Pop3CommandException)
        {
            return null;
        }
        finally
        {
            secrets.IsAuthenticating = false;
        }
    }

    /// <summary>What the server said when it accepted, or null where it refused.</summary>
    private async Task<string?> TryMechanismAsync(SaslMechanism mechanism, CancellationToken cancellationToken)
    {
        secrets.IsAuthenticating = true;
        try
        {
            // RFC 5034 §4: a first answer may go with the command; servers of RFC 1734 do not read it there, so it never does.
            var response = await ConverseAsync("AUTH " + mechanism.MechanismName, cancellationToken).ConfigureAwait(false);
            response = await GuardAsync(() => AnswerAsync(mechanism, response, cancellationToken)).ConfigureAwait(false);
            if (response.AsksForMore)
                throw new Pop3ProtocolException("POP3 server did not respond with a +OK response to the AUTH command.");
            return response.IsOk ? response.Text : null;
        }
        finally
        {
            secrets.IsAuthenticating = false;
        }
    }

    private async Task<Pop3Response> AnswerAsync(SaslMechanism mechanism, Pop3Response response, CancellationToken cancellationToken)
    {
        while (response.AsksForMore && !mechanism.IsAuthenticated)
        {
            var answer = await mechanism.ChallengeAsync(response.Text, cancellationToken).ConfigureAwait(false);
            response = await ExchangeAsync(answer, Encoding.ASCII, cancellationToken).ConfigureAwait(false);
        }

        return response;
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
        await ProbeUidsAsync(cancellationToken).ConfigureAwait(false);
        OnAuthenticated(message);
    }

    /// <summary>UIDL is older than CAPA (RFC 2449), so a server that does not offer it may know it.</summary>
    private async Task ProbeUidsAsync(CancellationToken cancellationToken)
    {
        if (capabilities.HasFlag(Pop3Capabilities.UIDL) || total == 0)
            return;
        var response = await ConverseAsync("UIDL 1", cancellationToken).ConfigureAwait(false);
        if (!response.IsOk)
            return;
        var words = response.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
            throw new Pop3ProtocolException("Pop3 server returned an incomplete response to the UIDL command.");
        if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number != 1)
            throw new Pop3ProtocolException("Pop3 server returned an unexpected response to the UIDL command.");
        capabilities |= Pop3Capabilities.UIDL;
    }

    private void ValidateCanAuthenticate(CancellationToken cancellationToken)
    {
        if (!IsConnected)
            throw new ServiceNotConnectedException("The Pop3Client must be connected before you can authenticate.");
        if (IsAuthenticated)
            throw new InvalidOperationException("The Pop3Client is already authenticated.");
        cancellationToken.ThrowIfCancellationRequested();
    }
}
