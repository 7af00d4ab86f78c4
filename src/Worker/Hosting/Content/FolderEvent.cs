namespace Syndication.Worker.Hosting.Content;

/// <summary>Something that happened in the content folder, or to the watching of it.</summary>
/// <param name="Path">Path below it with <c>/</c>; null where all of it must be compared.</param>
/// <param name="Fault">Why events are missing, or null.</param>
internal readonly record struct FolderEvent(string? Path, Exception? Fault);
