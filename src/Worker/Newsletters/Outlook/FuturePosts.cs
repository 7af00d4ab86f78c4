using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>The posts that are public or will be by their dates.</summary>
/// <param name="State">All of them, as a plan sees posts.</param>
/// <param name="ScheduledAt">When those go live that are not public yet, in UTC, by identity.</param>
internal sealed record FuturePosts(PublishedState State, IReadOnlyDictionary<string, DateTimeOffset> ScheduledAt);
