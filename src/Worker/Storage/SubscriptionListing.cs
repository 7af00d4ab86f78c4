using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>A subscription as ops see it.</summary>
/// <param name="Address">The reader's address.</param>
/// <param name="Newsletter">The newsletter's name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Schedule">The schedule's name.</param>
/// <param name="Language">BCP 47 tag, or null for the newsletter's first.</param>
/// <param name="ConsentAt">When it was last asked for, in UTC.</param>
/// <param name="ConfirmedAt">When it was confirmed, in UTC, or null.</param>
public sealed record SubscriptionListing(
    string Address, string Newsletter, SubscriptionState State, string Schedule, string? Language, DateTimeOffset ConsentAt, DateTimeOffset? ConfirmedAt);
