namespace Syndication.Feeds.Content;

/// <summary>What earlier runs decided and a snapshot holds to.</summary>
public sealed record SnapshotContext
{
    /// <summary>A context without a past: a fresh ledger.</summary>
    public static SnapshotContext Empty { get; } = new();

    /// <summary>The file that the ledger says holds an address, or null. Asked only where two files claim one.</summary>
    public Func<string, string?> UrlOwner { get; init; } = static _ => null;

    /// <summary>The file that the ledger says holds a stated identity, or null. Asked only where two files claim one.</summary>
    public Func<string, string?> IdOwner { get; init; } = static _ => null;

    /// <summary>When the post that the ledger says is live in a file was published, in UTC, or null. Asked only for files that seem not to be live any more.</summary>
    public Func<string, DateTimeOffset?> Live { get; init; } = static _ => null;

    /// <summary>Slugs that tags were given before, by <see cref="TagKey.Of"/>.</summary>
    public IReadOnlyDictionary<string, string> TagSlugs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Slugs of tags whose feeds lead elsewhere now: no other tag gets them.</summary>
    public IReadOnlySet<string> RetiredSlugs { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
