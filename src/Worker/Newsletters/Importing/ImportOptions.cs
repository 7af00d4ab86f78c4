namespace Syndication.Worker.Newsletters.Importing;

/// <summary>What ops say of a file of subscribers.</summary>
internal sealed record ImportOptions
{
    /// <summary>The newsletter of lines that name none; null: each must.</summary>
    public NewsletterOptions? Newsletter { get; init; }

    /// <summary>The schedule of lines that name none; null for the newsletter's first.</summary>
    public string? Schedule { get; init; }

    /// <summary>The wording that was agreed to; null for the name of the service that it comes from.</summary>
    public string? Consent { get; init; }

    /// <summary>Whether ops answer for it that everybody has confirmed of whom the file does not say so.</summary>
    public bool Confirmed { get; init; }

    /// <summary>Which tags are taken; null: of exports of other services those that posts have, else all.</summary>
    public ImportTagChoice? Tags { get; init; }

    /// <summary>Whether nothing is to be written.</summary>
    public bool DryRun { get; init; }
}
