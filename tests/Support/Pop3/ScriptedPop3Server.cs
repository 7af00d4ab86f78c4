using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.Support.Pop3;

/// <summary>A POP3 server on a loopback port of its own: a mailbox, one user, and answers that a test may replace.</summary>
public sealed class ScriptedPop3Server : IAsyncDisposable
{
    public const string User = "bounce";
    public const string Password = "pa ss=wörd";

    private readonly CancellationTokenSource stopping = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Lazy<X509Certificate2> certificate = new(() => TestCertificate.Create(TimeProvider.System));
    private readonly Task accepting;

    public ScriptedPop3Server()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public SmtpServerSecurity Security { get; init; } = SmtpServerSecurity.None;

    /// <summary>The mechanisms of AUTH; none: USER and PASS alone.</summary>
    public string[] Mechanisms { get; init; } = ["PLAIN"];

    /// <summary>The time stamp in the greeting that offers APOP; null for none.</summary>
    public string? Timestamp { get; init; }

    /// <summary>Answers by command's first word, instead of the usual; null ends the connection without one.</summary>
    public ConcurrentDictionary<string, string?> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The mailbox: what a session deleted leaves it when the session ends by QUIT.</summary>
    public List<byte[]> Messages { get; } = [];

    /// <summary>The commands of all sessions.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    public X509Certificate2 Certificate => certificate.Value;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Stop();
        stopping.Dispose();
        if (certificate.IsValueCreated) certificate.Value.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true) sessions.Add(TalkAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (Security == SmtpServerSecurity.Implicit) stream = await SecureAsync(stream);
                await RunAsync(stream);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
            {
                // The client went away, as tests have it do.
            }
        }
    }

    private async Task RunAsync(Stream stream)
    {
        var deleted = new HashSet<int>();
        if (!await AnswerAsync(stream, "GREETING", "+OK ready " + Timestamp)) return;
        while (await ReadLineAsync(stream) is { } line)
        {
            Commands.Enqueue(line);
            var words = line.Split(' ');
            var word = words[0].ToUpperInvariant();
            var usual = await UsualAsync(stream, word, line, words, deleted);
            // What is deleted is gone before the client hears of it.
            if (word == "QUIT" && !Answers.ContainsKey(word)) foreach (var index in deleted.OrderDescending()) Messages.RemoveAt(index);
            if (!await AnswerAsync(stream, word, usual) || word == "QUIT") return;
            if (word == "STLS") stream = await SecureAsync(stream);
        }
    }

    private async Task<string> UsualAsync(Stream stream, string word, string line, string[] words, HashSet<int> deleted)
    {
        switch (word)
        {
            case "CAPA":
                var sasl = Mechanisms.Length > 0 ? $"SASL {string.Join(' ', Mechanisms)}\r\n" : "";
                return $"+OK\r\nTOP\r\nUSER\r\n{sasl}{(Security == SmtpServerSecurity.StartTls ? "STLS\r\n" : "")}.";
            case "AUTH":
                return await AuthenticateAsync(stream, words);
            case "APOP":
                var digest = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Timestamp + Password)));
                return line == $"APOP {User} {digest}" ? "+OK" : "-ERR no";
            case "UIDL":
                return $"+OK {words[1]} id-{words[1]}";
            case "USER":
                return "+OK";
            case "PASS":
                return line == "PASS " + Password ? "+OK" : "-ERR [AUTH] no";
            case "STAT":
                return string.Create(CultureInfo.InvariantCulture, $"+OK {Messages.Count} {Messages.Sum(message => message.Length)}");
            case "LIST":
                return string.Create(CultureInfo.InvariantCulture, $"+OK {words[1]} {Messages[Index(words)].Length}");
            case "RETR":
                return "+OK\r\n" + Stuff(Encoding.Latin1.GetString(Messages[Index(words)]));
            case "TOP":
                return "+OK\r\n" + Stuff(Encoding.Latin1.GetString(Messages[Index(words)]).Split("\r\n\r\n")[0] + "\r\n\r\n");
            case "DELE":
                deleted.Add(Index(words));
                return "+OK";
            default:
                return "+OK";
        }
    }

    private async Task<string> AuthenticateAsync(Stream stream, string[] words)
    {
        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{User}\0{Password}"));
        if (words[1] == "PLAIN")
        {
            if (words.Length < 3) await WriteAsync(stream, "+");
            return (words.Length > 2 ? words[2] : await ReadLineAsync(stream)) == expected ? "+OK" : "-ERR no";
        }

        await WriteAsync(stream, "+ VXNlcm5hbWU6");
        var user = await ReadLineAsync(stream);
        await WriteAsync(stream, "+ UGFzc3dvcmQ6");
        var password = await ReadLineAsync(stream);
        return user == Convert.ToBase64String(Encoding.UTF8.GetBytes(User)) && password == Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)) ? "+OK" : "-ERR no";
    }

    private async Task<bool> AnswerAsync(Stream stream, string word, string usual)
    {
        var answer = Answers.TryGetValue(word, out var own) ? own : usual;
        if (answer is null) return false;
        await WriteAsync(stream, answer);
        return true;
    }

    private async Task<SslStream> SecureAsync(Stream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(Certificate);
        return secure;
    }

    private static int Index(string[] words) => int.Parse(words[1], CultureInfo.InvariantCulture) - 1;

    private static string Stuff(string message) =>
        string.Concat(message.TrimEnd('\r', '\n').Split("\r\n").Select(line => (line.StartsWith('.') ? "." : "") + line + "\r\n")) + ".";

    private Task WriteAsync(Stream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"), stopping.Token).AsTask();

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stopping.Token) == 1)
        {
            if (one[0] == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }
}
