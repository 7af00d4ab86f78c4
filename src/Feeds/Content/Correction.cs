namespace Syndication.Feeds.Content;

/// <summary>What a post said wrongly, and when that was mended.</summary>
/// <param name="Date">When, in UTC, or null.</param>
/// <param name="Text">Plain text of the note.</param>
/// <param name="Urgent">Whether readers of the faulty version are told at once.</param>
public sealed record Correction(DateTimeOffset? Date, string Text, bool Urgent = false);
