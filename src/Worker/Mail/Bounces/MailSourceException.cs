namespace Syndication.Worker.Mail.Bounces;

/// <summary>A mailbox or folder cannot be reached or read; the message says why, without a secret.</summary>
internal sealed class MailSourceException(string message, Exception inner) : Exception(message, inner);
