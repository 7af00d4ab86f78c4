namespace Syndication.Worker.Model.Bounces;

/// <summary>An edition of which too many messages came back, or were called spam.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="Kind">Bounces or Complaints.</param>
/// <param name="Count">How many, when it was noticed.</param>
/// <param name="Sent">Of how many sent messages.</param>
public sealed record EditionAlarm(string EditionId, string Kind, long Count, long Sent);
