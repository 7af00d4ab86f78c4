namespace Syndication.Worker.Model;

/// <summary>What one outside hub is to be told at once.</summary>
/// <param name="Hub">The hub's address.</param>
/// <param name="Attempts">Failures in a row.</param>
/// <param name="Feeds">The files of the feeds that changed, each with its revision.</param>
internal sealed record HubNotice(string Hub, long Attempts, IReadOnlyList<(string Path, long Revision)> Feeds);
