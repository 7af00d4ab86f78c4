using System.Net.Sockets;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.Compat.Mail;

/// <summary>Messages and connections for the tests.</summary>
internal static class Mails
{
    public static MimeMessage Simple(string subject = "Hello", string text = "Good morning.\n")
    {
        var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(new MailboxAddress("Letter", "letter@example.org"));
        message.To.Add(new MailboxAddress("Reader", "reader@example.com"));
        return message;
    }

    /// <summary>The message as it would travel, each byte a character.</summary>
    public static string Written(MimeMessage message, bool international = false)
    {
        using var stream = new MemoryStream();
        message.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos, International = international }, stream);
        return international ? Encoding.UTF8.GetString(stream.ToArray()) : Encoding.Latin1.GetString(stream.ToArray());
    }

    /// <summary>A field of the message as it would travel, folds and line end included.</summary>
    public static string WrittenHeader(MimeMessage message, string field)
    {
        var lines = Written(message).Split("\r\n");
        var start = Array.FindIndex(lines, line => line.StartsWith(field + ":", StringComparison.OrdinalIgnoreCase));
        var count = 1 + lines.Skip(start + 1).TakeWhile(line => line.Length > 0 && line[0] is ' ' or '\t').Count();
        return string.Join("\r\n", lines, start, count);
    }

    public static MimeMessage Read(string text)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")));
        return MimeMessage.Load(stream);
    }

    public static MimeMessage Reread(MimeMessage message) => Read(Written(message));

    public static async Task<SmtpClient> ConnectAsync(ScriptedSmtpServer server, SmtpClient? client = null, SecureSocketOptions options = SecureSocketOptions.None)
    {
        client ??= new SmtpClient();
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == server.Certificate.GetCertHashString();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", server.Port);
        await client.ConnectAsync(socket, server.Host, server.Port, options);
        return client;
    }
}
