namespace Syndication.Worker.Http.Feeds;

/// <summary>A feed's bytes taken apart.</summary>
/// <param name="HeadLength">Where the first entry may begin.</param>
/// <param name="Entries">Where the entries lie, in order.</param>
/// <param name="TailStart">Where what follows the entries begins.</param>
/// <param name="Separator">What stands between two entries.</param>
internal sealed record FeedParts(int HeadLength, IReadOnlyList<Range> Entries, int TailStart, string Separator);
