namespace Syndication.Worker.Hosting.Content;

/// <summary>What moved in the content folder.</summary>
/// <param name="Paths">Paths below it with <c>/</c>, or null when all of it must be compared.</param>
internal sealed record ContentChange(IReadOnlyCollection<string>? Paths);
