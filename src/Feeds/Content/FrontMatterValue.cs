namespace Syndication.Feeds.Content;

/// <summary>A value of a file's front matter and where it stands.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
public abstract record FrontMatterValue(int Line, int Column);
