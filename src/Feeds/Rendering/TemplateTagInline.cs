using Markdig.Syntax.Inlines;

namespace Syndication.Feeds.Rendering;

/// <summary>A tag of a template language, which no template will fill in here: shown as text.</summary>
internal sealed class TemplateTagInline(string content) : LiteralInline(content);
