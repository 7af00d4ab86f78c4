using System.Text;
using MailKit.Net.Pop3;
using MailKit.Security;
using Syndication.Tests.Support.Pop3;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.Compat.Mail;

/// <summary>A mailbox of one message, and clients that are connected to it.</summary>
internal static class Pop3Sessions
{
    public const string Message = "Subject: one\r\nTo: a@example.org\r\n\r\n.dotted\r\n..twice\r\nlast\r\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static ScriptedPop3Server CreateServer(string[] mechanisms, SmtpServerSecurity security = SmtpServerSecurity.None, string? timestamp = null) =>
        new() { Mechanisms = mechanisms, Security = security, Timestamp = timestamp, Messages = { Encoding.Latin1.GetBytes(Message) } };

    public static async Task<Pop3Client> ConnectAsync(ScriptedPop3Server server, SecureSocketOptions options = SecureSocketOptions.None)
    {
        var client = new Pop3Client
        {
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == server.Certificate.GetCertHashString(),
        };
        await client.ConnectAsync("localhost", server.Port, options, Token);
        return client;
    }

    public static async Task<Pop3Client> LogInAsync(ScriptedPop3Server server, SecureSocketOptions options = SecureSocketOptions.None)
    {
        var client = await ConnectAsync(server, options);
        await client.AuthenticateAsync(ScriptedPop3Server.User, ScriptedPop3Server.Password, Token);
        return client;
    }
}
