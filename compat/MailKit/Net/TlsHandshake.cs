using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;

namespace MailKit.Net;

/// <summary>Goes on with TLS, by the rules that a client was given.</summary>
internal static class TlsHandshake
{
    /// <summary>Runs the handshake.</summary>
    /// <exception cref="SslHandshakeException">TLS could not be agreed on.</exception>
    public static async Task RunAsync(SslStream tls, MailService client, string host, bool startTls, CancellationToken cancellationToken)
    {
        X509Certificate? refused = null;
        try
        {
            await tls.AuthenticateAsClientAsync(Options(client, host, certificate => refused = certificate), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var reason = refused is null
                ? "The server and the client could not agree on TLS" + (startTls ? "." : ", or the port does not speak TLS from the start.")
                : "The server's SSL certificate could not be validated.";
            throw new SslHandshakeException($"An error occurred while attempting to establish an SSL or TLS connection. {reason}", exception) { ServerCertificate = refused };
        }
    }

    private static SslClientAuthenticationOptions Options(MailService client, string host, Action<X509Certificate?> onRefused) => new()
    {
        TargetHost = host,
        EnabledSslProtocols = client.SslProtocols,
        ClientCertificates = client.ClientCertificates,
        CertificateRevocationCheckMode = client.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            var valid = client.ServerCertificateValidationCallback?.Invoke(host, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
            if (!valid)
                onRefused(certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
            return valid;
        },
    };
}
