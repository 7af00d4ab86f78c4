namespace Syndication.Worker.Model;

/// <summary>A person's address.</summary>
/// <param name="Id">Random identifier.</param>
/// <param name="Address">The address as written, its domain as A-label.</param>
/// <param name="Language">BCP 47 tag, or null for the newsletter's first language.</param>
/// <param name="TextOnly">Whether digests come without HTML.</param>
/// <param name="CreatedAt">When it was first seen, in UTC.</param>
public sealed record Subscriber(string Id, string Address, string? Language, bool TextOnly, DateTimeOffset CreatedAt);
