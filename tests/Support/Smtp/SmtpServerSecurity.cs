namespace Syndication.Tests.Support.Smtp;

/// <summary>How a <see cref="ScriptedSmtpServer"/> offers TLS.</summary>
public enum SmtpServerSecurity
{
    None,
    StartTls,
    Implicit,
}
