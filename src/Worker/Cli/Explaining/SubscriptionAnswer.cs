using Syndication.Worker.Model;
using Syndication.Worker.Model.Outlook;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>What one reader got of a newsletter, and gets next.</summary>
internal sealed record SubscriptionAnswer
{
    /// <summary>The reader's wishes.</summary>
    public required Subscription Subscription { get; init; }

    /// <summary>Why nothing of the newsletter goes out, or null.</summary>
    public string? Held { get; init; }

    /// <summary>What was sent, newest first.</summary>
    public required IReadOnlyList<ReaderEdition> Editions { get; init; }

    /// <summary>The next firing, in UTC; null where there is none.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The same in the reader's zone.</summary>
    public string? NextThere { get; init; }

    /// <summary>What is due then; files of posts.</summary>
    public IReadOnlyList<string> NextPosts { get; init; } = [];

    /// <summary>What is to say of the post that was asked about; null where none was.</summary>
    public PostVerdict? Post { get; init; }
}
