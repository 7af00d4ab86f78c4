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

    /// <summary>How many lines a writer takes at a time.</summary>
    /// <remarks>Addresses come in no order, so a batch touches most pages of an index whatever its size: 10,000 lines cost a third more than 30,000, which need 200 MB more.</remarks>
    public int BatchLines { get; init; } = 30_000;

    /// <summary>Whether nothing is to be written.</summary>
    public bool DryRun { get; init; }
}
