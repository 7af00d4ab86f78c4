namespace Syndication.Worker.Model;

/// <summary>An edition that carried a post.</summary>
/// <param name="Id">The edition's identifier.</param>
/// <param name="Newsletter">The newsletter's name.</param>
/// <param name="Occurrence">The firing's local wall time; <c>now/…</c> and <c>latest/…</c> for those asked for by hand, <c>notice/…</c> for one that tells corrections at once.</param>
/// <param name="Created">When it was planned, in UTC.</param>
/// <param name="Sent">How many readers were sent the post, or may have been.</param>
/// <param name="Waiting">How many messages with it still wait.</param>
public sealed record PostEdition(string Id, string Newsletter, string Occurrence, DateTimeOffset Created, long Sent, long Waiting);
