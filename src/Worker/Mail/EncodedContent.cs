using Syndication.Worker.Model;

namespace Syndication.Worker.Mail;

/// <summary>A message's words, encoded once for all its readers.</summary>
/// <param name="content">The words.</param>
internal sealed class EncodedContent(MailContent content)
{
    /// <summary>Plain text, one line.</summary>
    public string Subject { get; } = content.Subject;

    /// <summary>The HTML body, or null.</summary>
    public EncodedBody? Html { get; } = content.Html is { } html ? new EncodedBody(html) : null;

    /// <summary>The plain text body.</summary>
    public EncodedBody Text { get; } = new(content.Text);
}
