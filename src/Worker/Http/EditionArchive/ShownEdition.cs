using Syndication.Feeds.Ledger;
using Syndication.Worker.Model.EditionArchive;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Http.EditionArchive;

/// <summary>An edition as it may be shown now: its posts as they have become.</summary>
/// <param name="Newsletter">Its newsletter.</param>
/// <param name="Edition">What was sent.</param>
/// <param name="Posts">The posts that are still public, corrected ones as corrected, newest first.</param>
/// <param name="Removed">How many are not public any more.</param>
/// <param name="Updated">When what it shows last changed, in UTC, never before it was sent.</param>
internal sealed record ShownEdition(NewsletterOptions Newsletter, ArchivedEdition Edition, IReadOnlyList<LedgerPost> Posts, int Removed, DateTimeOffset Updated);
