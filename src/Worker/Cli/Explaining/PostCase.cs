using Syndication.Feeds.Ledger;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Outlook;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Outlook;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>A post and a reader of a newsletter, with all that decides whether they meet.</summary>
internal sealed record PostCase
{
    /// <summary>What is thought of the post itself.</summary>
    public required PostAnswer Answer { get; init; }

    /// <summary>Its identity.</summary>
    public required string Id { get; init; }

    /// <summary>The post, where it is public or scheduled; else null.</summary>
    public LedgerPost? Post { get; init; }

    /// <summary>The newsletter.</summary>
    public required NewsletterOptions Newsletter { get; init; }

    /// <summary>The reader's wishes.</summary>
    public required Subscription Subscription { get; init; }

    /// <summary>Why the address is never mailed, or null.</summary>
    public SuppressionReason? Suppressed { get; init; }

    /// <summary>Why nothing of the newsletter goes out, or null.</summary>
    public Hold? Hold { get; init; }

    /// <summary>The number under which it arrived at the newsletter, and when; null where it has not.</summary>
    public (long Number, DateTimeOffset At)? Arrival { get; init; }

    /// <summary>What the reader was sent, newest first.</summary>
    public required IReadOnlyList<ReaderEdition> History { get; init; }

    /// <summary>What is due next, or null where the schedule is gone.</summary>
    public NextDelivery? Next { get; init; }

    /// <summary>The editions that carried it to the reader.</summary>
    public IEnumerable<ReaderEdition> Carrying => History.Where(edition => edition.Posts.Any(post => post.Id == Id));
}
