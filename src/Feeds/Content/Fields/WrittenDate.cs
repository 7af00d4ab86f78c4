namespace Syndication.Feeds.Content.Fields;

/// <summary>A date as an author wrote it.</summary>
/// <param name="Instant">The moment, in UTC.</param>
/// <param name="Day">The day as written.</param>
/// <param name="HasTime">Whether a time was written.</param>
internal readonly record struct WrittenDate(DateTimeOffset Instant, DateOnly Day, bool HasTime);
