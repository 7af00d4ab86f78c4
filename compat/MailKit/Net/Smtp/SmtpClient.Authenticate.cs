using System.Globalization;
using System.Net;
using System.Text;
using MailKit.Security;

namespace MailKit.Net.Smtp;

public partial class SmtpClient
{
    /// <inheritdoc/>
    /// <exception cref="ServiceNotConnectedException">There is no connection.</exception>
    /// <exception cref="InvalidOperationException">The client proved who it is already.</exception>
    /// <exception cref="NotSupportedException">The server offers no authentication, or no mechanism that we know.</exception>
    /// <exception cref="AuthenticationException">The server refused.</exception>
    public override async Task AuthenticateAsync(Encoding encoding, ICredentials credentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(credentials);
        ValidateCanAuthenticate();

        AuthenticationException? failure = null;
        foreach (var mechanism in Mechanisms(encoding, credentials))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var response = await ConverseAsync(mechanism, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == SmtpStatusCode.AuthenticationSuccessful)
            {
                Accept(response);
                return;
            }

            failure = response.StatusCode == SmtpStatusCode.AuthenticationMechanismTooWeak
                ? failure ?? new AuthenticationException()
                : new AuthenticationException(Describe(response), new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, response.StatusCode, response.Response));
        }

        throw failure is not null ? failure : new NotSupportedException("No compatible authentication mechanisms found.");
    }

    /// <inheritdoc/>
    /// <exception cref="ServiceNotConnectedException">There is no connection.</exception>
    /// <exception cref="InvalidOperationException">The client proved who it is already.</exception>
    /// <exception cref="NotSupportedException">The server offers no authentication.</exception>
    /// <exception cref="AuthenticationException">The server refused.</exception>
    public override async Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mechanism);
        ValidateCanAuthenticate();
        cancellationToken.ThrowIfCancellationRequested();

        var response = await ConverseAsync(mechanism, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == SmtpStatusCode.AuthenticationMechanismTooWeak)
            throw new AuthenticationException(response.Response);
        if (response.StatusCode != SmtpStatusCode.AuthenticationSuccessful)
            throw new AuthenticationException(Describe(response));
        Accept(response);
    }

    private static string Describe(SmtpResponse response) => string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode}: {response.Response}");

    private IEnumerable<SaslMechanism> Mechanisms(Encoding encoding, ICredentials credentials)
    {
        var uri = endpoint!.Uri;
        foreach (var name in new[] { "PLAIN", "LOGIN" })
        {
            if (authenticationMechanisms.Contains(name) && credentials.GetCredential(uri, name) is { } credential)
                yield return string.Equals(name, "PLAIN", StringComparison.Ordinal) ? new SaslMechanismPlain(encoding, credential) : new SaslMechanismLogin(encoding, credential);
        }
    }

    private async Task<SmtpResponse> ConverseAsync(SaslMechanism mechanism, CancellationToken cancellationToken)
    {
        var command = $"AUTH {mechanism.MechanismName}";
        if (mechanism.SupportsInitialResponse)
            command += " " + await mechanism.ChallengeAsync(token: null, cancellationToken).ConfigureAwait(false);

        secrets.IsAuthenticating = true;
        try
        {
            var response = await CommandAsync(command + "\r\n", cancellationToken).ConfigureAwait(false);
            while (response.StatusCode == SmtpStatusCode.AuthenticationChallenge)
            {
                var answer = await mechanism.ChallengeAsync(response.Response, cancellationToken).ConfigureAwait(false);
                response = await CommandAsync(answer + "\r\n", cancellationToken).ConfigureAwait(false);
            }

            return response;
        }
        finally
        {
            secrets.IsAuthenticating = false;
        }
    }

    private void Accept(SmtpResponse response)
    {
        authenticated = true;
        OnAuthenticated(response.Response);
    }

    private void ValidateCanAuthenticate()
    {
        ThrowIfNotConnected("The SmtpClient must be connected before you can authenticate.");
        if (IsAuthenticated)
            throw new InvalidOperationException("The SmtpClient is already authenticated.");
        if (!Can(SmtpCapabilities.Authentication))
            throw new NotSupportedException("The SMTP server does not support authentication.");
    }
}
