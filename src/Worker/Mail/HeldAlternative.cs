using MimeKit;

namespace Syndication.Worker.Mail;

/// <summary>
/// A text and its HTML that wait, when they are sent, for permission after their last byte: only the dot that follows makes the server responsible for
/// the message (RFC 5321 §4.1.1.4), so all before it may be on its way while the permission is still being written to the disk.
/// </summary>
/// <param name="text">The plain text.</param>
/// <param name="html">The HTML.</param>
internal sealed class HeldAlternative(TextPart text, TextPart html) : MultipartAlternative(text, html)
{
    /// <summary>Whether the message may leave; null for yes. It never fails.</summary>
    public Task<bool>? Permit { get; set; }

    /// <inheritdoc/>
    /// <exception cref="MessageWithheldException">Permission was not given. The connection cannot be used any more.</exception>
    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        await base.WriteToAsync(options, stream, contentOnly, cancellationToken);
        if (Permit is { } permit && !await permit) throw new MessageWithheldException();
    }
}
