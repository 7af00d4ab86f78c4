using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>What one pass of the pipeline did.</summary>
public sealed record ContentPass
{
    /// <summary>Every file and what becomes of it.</summary>
    public required ContentSnapshot Snapshot { get; init; }

    /// <summary>Why nothing was taken up: a missing folder, or far fewer posts than before; null when all is well.</summary>
    public string? Held => Hold?.Reason;

    /// <summary>The same with its facts; null when all is well.</summary>
    public ContentHold? Hold { get; init; }

    /// <summary>How the folder differs from a ledger that another process changes, so that nothing was taken up and the feeds stay as both last agreed; null when they agree.</summary>
    public LedgerDifference? Difference { get; init; }

    /// <summary>How many posts are new, changed or back.</summary>
    public int Taken { get; init; }

    /// <summary>How many posts left.</summary>
    public int Left { get; init; }

    /// <summary>Files whose bytes changed.</summary>
    public ImmutableArray<string> Written { get; init; } = [];

    /// <summary>Files that failed the gate and keep their last good bytes.</summary>
    public ImmutableArray<RefusedFile> Refused { get; init; } = [];

    /// <summary>Whether another pass is needed soon, since a file changed while it was read.</summary>
    public bool IsStale { get; init; }
}
