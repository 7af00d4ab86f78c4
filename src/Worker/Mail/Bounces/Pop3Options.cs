namespace Syndication.Worker.Mail.Bounces;

/// <summary>A mailbox (section <c>Mail:Bounces:Pop3</c>).</summary>
/// <param name="Host">The server's name.</param>
/// <param name="Port">The server's port.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="User">Name to authenticate with.</param>
/// <param name="Password">Password to authenticate with.</param>
public sealed record Pop3Options(string Host, int Port, MailSecurity Security, string User, string Password);
