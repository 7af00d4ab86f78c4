using System.Globalization;
using MailKit.Security;

namespace MailKit.Net.Pop3;

/// <summary>Where a client is connected and how, the defaults filled in.</summary>
internal sealed record Pop3Endpoint(string Host, int Port, SecureSocketOptions Options)
{
    public bool UsesStartTls => Options is SecureSocketOptions.StartTls or SecureSocketOptions.StartTlsWhenAvailable;

    public Uri Uri
    {
        get
        {
            var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
            var scheme = Options == SecureSocketOptions.SslOnConnect ? "pops" : "pop";
            var query = Options switch
            {
                SecureSocketOptions.StartTls => "/?starttls=always",
                SecureSocketOptions.StartTlsWhenAvailable => "/?starttls=when-available",
                _ => string.Empty,
            };
            return new Uri(string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{Port}{query}"));
        }
    }

    public static Pop3Endpoint Create(string host, int port, SecureSocketOptions options)
    {
        if (options == SecureSocketOptions.Auto)
            options = port == 995 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable;
        if (port == 0)
            port = options == SecureSocketOptions.SslOnConnect ? 995 : 110;
        return new Pop3Endpoint(host, port, options);
    }
}
