namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>What a pull brought.</summary>
/// <param name="Commit">The commit in force.</param>
/// <param name="Paths">Paths below the content folder that changed, with <c>/</c>; empty where nothing did; null where all must be compared.</param>
internal sealed record GitPull(string Commit, IReadOnlyCollection<string>? Paths);
