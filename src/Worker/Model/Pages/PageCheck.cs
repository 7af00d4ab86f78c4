namespace Syndication.Worker.Model.Pages;

/// <summary>A post that is mailed once its page answers.</summary>
/// <param name="PostId">The post's identity.</param>
/// <param name="Since">Since when it waits, in UTC.</param>
/// <param name="NextAt">When its page is asked for next, in UTC.</param>
/// <param name="Attempts">How often it was.</param>
/// <param name="Answer">The last answer: a status or a failure; empty before the first.</param>
/// <param name="LiveAt">When it answered, in UTC; null while it has not.</param>
public sealed record PageCheck(string PostId, DateTimeOffset Since, DateTimeOffset NextAt, long Attempts, string Answer, DateTimeOffset? LiveAt);
