using System.Net.Security;
using System.Text;

namespace Syndication.Tests.Support.Smtp;

/// <summary>One client's session with a <see cref="ScriptedSmtpServer"/>.</summary>
internal sealed class SmtpServerSession(ScriptedSmtpServer server, SmtpLineStream client, SmtpSessionLog log)
{
    private readonly List<string> recipients = [];
    private string? sender;
    private int message;

    public async Task RunAsync(CancellationToken stopping)
    {
        if (server.Options.Security == SmtpServerSecurity.Implicit)
            await SecureAsync(stopping);
        if (!await AnswerAsync(SmtpStage.Connect, string.Empty, "220 scripted.test ESMTP ready", stopping))
            return;

        while (await client.ReadLineAsync(stopping) is { } bytes)
        {
            var line = Encoding.UTF8.GetString(bytes);
            log.Add(line);
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var verb = (space < 0 ? line : line[..space]).ToUpperInvariant();
            var argument = space < 0 ? string.Empty : line[(space + 1)..];
            if (!await HandleAsync(verb, argument, stopping))
                return;
        }
    }

    /// <returns>Whether the session goes on.</returns>
    private async Task<bool> HandleAsync(string verb, string argument, CancellationToken stopping)
    {
        switch (verb)
        {
            case SmtpStage.Ehlo:
                return await AnswerAsync(verb, argument, Greeting(), stopping);
            case SmtpStage.StartTls when server.Options.Security == SmtpServerSecurity.StartTls && !log.IsSecure:
                if (!await AnswerAsync(verb, argument, "220 2.0.0 Ready to start TLS", stopping))
                    return false;
                await SecureAsync(stopping);
                return true;
            case SmtpStage.Auth:
                return await AuthenticateAsync(argument, stopping);
            case SmtpStage.Mail:
                return await MailAsync(argument, stopping);
            case SmtpStage.Rcpt:
                return await AnswerAsync(verb, argument, sender is null ? "503 5.5.1 MAIL first" : "250 2.1.5 OK", stopping, () => recipients.Add(argument));
            case SmtpStage.Data:
                return await DataAsync(stopping);
            case SmtpStage.Rset:
                Reset();
                return await AnswerAsync(verb, argument, "250 2.0.0 OK", stopping);
            case SmtpStage.Helo or SmtpStage.Noop:
                return await AnswerAsync(verb, argument, "250 2.0.0 OK", stopping);
            case SmtpStage.Quit:
                log.Quit = true;
                await AnswerAsync(verb, argument, "221 2.0.0 Bye", stopping);
                return false;
            default:
                return await AnswerAsync(verb, argument, "502 5.5.2 Command not recognized", stopping);
        }
    }

    private string Greeting()
    {
        List<string> lines = ["scripted.test", .. server.Options.Capabilities];
        if (server.Options.Security == SmtpServerSecurity.StartTls && !log.IsSecure)
            lines.Add("STARTTLS");
        if (server.Options.Users.Count > 0)
            lines.Add("AUTH " + string.Join(' ', server.Options.AuthMechanisms));
        return string.Join('\n', lines.Select((line, index) => (index < lines.Count - 1 ? "250-" : "250 ") + line));
    }

    private Task<bool> MailAsync(string argument, CancellationToken stopping)
    {
        Reset();
        message = server.NextMessageNumber();
        if (server.Options.RequireAuth && log.User is null)
            return AnswerAsync(SmtpStage.Mail, argument, "530 5.7.0 Authentication required", stopping);
        return AnswerAsync(SmtpStage.Mail, argument, "250 2.1.0 OK", stopping, () => sender = argument);
    }

    private async Task<bool> DataAsync(CancellationToken stopping)
    {
        if (recipients.Count == 0)
            return await AnswerAsync(SmtpStage.Data, string.Empty, "503 5.5.1 No valid recipients", stopping);

        var started = false;
        if (!await AnswerAsync(SmtpStage.Data, string.Join(' ', recipients), "354 Go ahead", stopping, () => started = true))
            return false;
        if (!started)
            return true;
        if (!await client.WaitForDataAsync(stopping))
            return false;
        var body = server.React(SmtpStage.Body, string.Join(' ', recipients), message);
        if (body is { IsUsual: false })
            return await PlayAsync(body, stopping);
        body?.Before?.Invoke();
        if (await client.ReadDataAsync(stopping) is not { } data)
            return false;

        var goesOn = await AnswerAsync(SmtpStage.Dot, string.Join(' ', recipients), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"250 2.0.0 OK queued as {message}"), stopping, beforeReply: accepted =>
            server.Add(new ReceivedMessage(message, sender!, [.. recipients], data, accepted) { Session = log.Number }));
        Reset();
        return goesOn;
    }

    private async Task<bool> AuthenticateAsync(string argument, CancellationToken stopping)
    {
        var words = argument.Split(' ', 2);
        if (server.React(SmtpStage.Auth, argument, message) is { } reaction)
            return await PlayAsync(reaction, stopping);

        string? user;
        string? secret;
        if (words[0].Equals("LOGIN", StringComparison.OrdinalIgnoreCase))
        {
            user = await AskAsync("334 VXNlcm5hbWU6", stopping);
            secret = await AskAsync("334 UGFzc3dvcmQ6", stopping);
        }
        else
        {
            var answer = words.Length > 1 ? Decode(words[1]) : await AskAsync("334 ", stopping);
            (user, secret) = words[0].Equals("PLAIN", StringComparison.OrdinalIgnoreCase) ? Plain(answer) : OAuth(answer);
        }

        var known = user is not null && server.Options.Users.TryGetValue(user, out var expected) && string.Equals(expected, secret, StringComparison.Ordinal);
        if (known)
            log.User = user;
        await client.ReplyAsync(known ? "235 2.7.0 Authentication successful" : "535 5.7.8 Authentication credentials invalid", stopping);
        return true;
    }

    private async Task<string> AskAsync(string challenge, CancellationToken stopping)
    {
        await client.ReplyAsync(challenge, stopping);
        var line = Encoding.ASCII.GetString(await client.ReadLineAsync(stopping) ?? []);
        log.Add(line);
        return Decode(line);
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static (string? User, string? Secret) Plain(string answer) =>
        answer.Split('\0') is [_, var user, var secret] ? (user, secret) : (null, null);

    private static (string? User, string? Secret) OAuth(string answer) =>
        answer.Split('\u0001') is [var user, var secret, ..]
            ? (user.Replace("user=", string.Empty, StringComparison.Ordinal), secret.Replace("auth=Bearer ", string.Empty, StringComparison.Ordinal))
            : (null, null);

    /// <summary>Answers as the script says, else as the server would; then the command took effect.</summary>
    private async Task<bool> AnswerAsync(
        string stage, string argument, string reply, CancellationToken stopping, Action? whenAccepted = null, Action<bool>? beforeReply = null)
    {
        var reaction = server.React(stage, argument, message) ?? new SmtpReaction(reply);
        if (reaction.IsUsual)
            reaction = reaction with { Reply = reply };
        var accepted = reaction.Reply is { } text && text[0] is '2' or '3';
        if (accepted)
            whenAccepted?.Invoke();
        beforeReply?.Invoke(accepted);
        return await PlayAsync(reaction, stopping);
    }

    private async Task<bool> PlayAsync(SmtpReaction reaction, CancellationToken stopping)
    {
        if (reaction.Stall)
            await Task.Delay(reaction.StallFor, TimeProvider.System, stopping);
        reaction.Before?.Invoke();
        if (reaction.Reply is { } reply)
            await client.ReplyAsync(reply, stopping);
        reaction.After?.Invoke();
        return !reaction.Drop;
    }

    private async Task SecureAsync(CancellationToken stopping)
    {
        var tls = new SslStream(client.Inner, leaveInnerStreamOpen: false);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, stopping);
        client.Upgrade(tls);
        log.IsSecure = true;
    }

    private void Reset()
    {
        sender = null;
        recipients.Clear();
    }
}
