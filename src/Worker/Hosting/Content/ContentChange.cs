namespace Syndication.Worker.Hosting.Content;

/// <summary>What moved in the content folder.</summary>
/// <param name="Paths">Paths below it with <c>/</c>, none where only the time of a post has come; or null when all of it must be compared.</param>
internal sealed record ContentChange(IReadOnlyCollection<string>? Paths);
