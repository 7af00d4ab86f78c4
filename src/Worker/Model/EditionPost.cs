namespace Syndication.Worker.Model;

/// <summary>A post of a variant.</summary>
/// <param name="Id">The post's identity.</param>
/// <param name="Hash">Its content hash when it was chosen.</param>
public sealed record EditionPost(string Id, string Hash);
