namespace Syndication.Tests.Support.Smtp;

/// <summary>Where in a session a rule applies: a verb, or one of the moments that have none.</summary>
public static class SmtpStage
{
    /// <summary>The connection was made; the server's greeting is due.</summary>
    public const string Connect = "CONNECT";
    public const string Ehlo = "EHLO";
    public const string Helo = "HELO";
    public const string StartTls = "STARTTLS";
    public const string Auth = "AUTH";
    public const string Mail = "MAIL";
    public const string Rcpt = "RCPT";
    public const string Data = "DATA";

    /// <summary>The first bytes of the message arrived; only dropping and stalling make sense here.</summary>
    public const string Body = "BODY";

    /// <summary>The final dot arrived; the reply to the message is due.</summary>
    public const string Dot = ".";
    public const string Rset = "RSET";
    public const string Noop = "NOOP";
    public const string Quit = "QUIT";
}
