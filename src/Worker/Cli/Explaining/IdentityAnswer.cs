using Syndication.Feeds.Ledger;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>A post's identity and its history.</summary>
/// <param name="Id">The identity.</param>
/// <param name="Origin">Where it comes from: stated, remembered, or what it would be given.</param>
/// <param name="FirstSeen">When it first was public, in UTC, or null.</param>
/// <param name="Updated">When its content last moved, in UTC, or null.</param>
/// <param name="RemovedAt">When it was removed, in UTC, or null.</param>
/// <param name="Past">What it was before, oldest first.</param>
internal sealed record IdentityAnswer(
    string Id, string Origin, DateTimeOffset? FirstSeen, DateTimeOffset? Updated, DateTimeOffset? RemovedAt, IReadOnlyList<LedgerPast> Past);
