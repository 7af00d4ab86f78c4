namespace Syndication.Tests.Support.Smtp;

/// <summary>What a <see cref="ScriptedSmtpServer"/> offers.</summary>
public sealed record SmtpServerOptions
{
    /// <summary>The lines of the EHLO reply, but for STARTTLS and AUTH, which follow from the other options.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = ["PIPELINING", "SIZE 10485760", "8BITMIME", "ENHANCEDSTATUSCODES", "DSN"];

    public SmtpServerSecurity Security { get; init; }

    /// <summary>Users and their passwords (or access tokens); AUTH is offered if there are any.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<string> AuthMechanisms { get; init; } = ["PLAIN", "LOGIN", "XOAUTH2"];

    /// <summary>Whether MAIL is refused with 530 before AUTH.</summary>
    public bool RequireAuth { get; init; }
}
