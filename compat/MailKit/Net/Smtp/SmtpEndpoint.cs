using System.Globalization;
using MailKit.Security;

namespace MailKit.Net.Smtp;

/// <summary>Where a client is connected and how, the defaults filled in.</summary>
internal sealed record SmtpEndpoint(string Host, int Port, SecureSocketOptions Options)
{
    public bool UsesStartTls => Options is SecureSocketOptions.StartTls or SecureSocketOptions.StartTlsWhenAvailable;

    /// <summary>A plain connection has the same address as one with optional TLS, and events that end one tell only that.</summary>
    public SecureSocketOptions DisconnectOptions => Options == SecureSocketOptions.None ? SecureSocketOptions.StartTlsWhenAvailable : Options;

    public Uri Uri
    {
        get
        {
            var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
            var scheme = Options == SecureSocketOptions.SslOnConnect ? "smtps" : "smtp";
            var query = Options switch
            {
                SecureSocketOptions.StartTls => "/?starttls=always",
                SecureSocketOptions.StartTlsWhenAvailable => "/?starttls=when-available",
                _ => string.Empty,
            };
            return new Uri(string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{Port}{query}"));
        }
    }

    public static SmtpEndpoint Create(string host, int port, SecureSocketOptions options)
    {
        if (options == SecureSocketOptions.Auto)
            options = port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable;
        if (port == 0)
            port = options == SecureSocketOptions.SslOnConnect ? 465 : 25;
        return new SmtpEndpoint(host, port, options);
    }
}
