namespace Syndication.Feeds.Rendering;

/// <summary>What a Markdown text gives.</summary>
/// <param name="Html">HTML as the author meant it, not safe yet.</param>
/// <param name="TemplateLine">Line of the first template tag outside code, from 0; null where there is none.</param>
internal readonly record struct MarkdownHtml(string Html, int? TemplateLine)
{
    /// <summary>Whether it was not read as Markdown: too deeply nested, or too many marks.</summary>
    public bool IsPlain { get; init; }
}
