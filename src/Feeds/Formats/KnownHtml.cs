namespace Syndication.Feeds.Formats;

/// <summary>Remembers that an entry's content has passed the lint, so that the same text read back from another format is not read as HTML again.</summary>
/// <param name="html">The content; null where there is none.</param>
internal sealed class KnownHtml(string? html)
{
    private volatile bool passed;

    /// <summary>The content as it was to be written; null where there is none.</summary>
    public string? Text => html;

    /// <summary>Whether a text is that content and has passed.</summary>
    public bool HasPassed(string text) => passed && text == html;

    /// <summary>Takes note of a text that has passed.</summary>
    public void Pass(string text) => passed |= text == html;
}
