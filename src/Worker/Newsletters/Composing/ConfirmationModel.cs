namespace Syndication.Worker.Newsletters.Composing;

/// <summary>What <c>email/confirmation.html.hbs</c> and <c>email/confirmation.txt.hbs</c> show.</summary>
public sealed record ConfirmationModel
{
    /// <summary>BCP 47 tag of the message's words.</summary>
    public required string Language { get; init; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>The message's title.</summary>
    public required string Title { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Intro { get; init; }

    /// <summary>The words of the link that confirms.</summary>
    public required string ConfirmWords { get; init; }

    /// <summary>The address that confirms: a mark that the reader's own replaces.</summary>
    public required string ConfirmUrl { get; init; }

    /// <summary>How long the link is good.</summary>
    public required string Expires { get; init; }

    /// <summary>What to do when someone else asked.</summary>
    public required string Ignore { get; init; }

    /// <summary>The sender's postal address; may be empty.</summary>
    public string PostalAddress { get; init; } = "";
}
