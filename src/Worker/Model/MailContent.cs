namespace Syndication.Worker.Model;

/// <summary>The words of a message, with the marks of <see cref="PersonalPart"/> where each reader's own parts go.</summary>
/// <param name="Subject">Plain text, one line.</param>
/// <param name="Html">A whole HTML document with LF line ends, or null for a message of text alone.</param>
/// <param name="Text">Plain text in lines of at most 78 columns, LF line ends.</param>
public sealed record MailContent(string Subject, string? Html, string Text);
