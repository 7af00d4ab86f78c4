namespace Syndication.Worker.Mail;

/// <summary>A message was stopped before its end: no server has taken it.</summary>
internal sealed class MessageWithheldException() : IOException("The message was withheld.");
