using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Settling;

/// <summary>What was settled between all files; immutable, and sharing what did not change with the one that it was settled from.</summary>
internal sealed record SettledFolder
{
    /// <summary>Nothing settled yet.</summary>
    public static SettledFolder Empty { get; } = new() { Now = DateTimeOffset.UnixEpoch };

    /// <summary>The moment that it was settled for.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The files that it was settled from.</summary>
    public ImmutableSortedDictionary<string, ContentFile> Source { get; init; } = ContentFiles.None.Files;

    /// <summary>Who claims which address.</summary>
    public Claims Urls { get; init; } = Claims.None(AddressComparer.Instance);

    /// <summary>Who claims which stated identity.</summary>
    public Claims Ids { get; init; } = Claims.None(StringComparer.Ordinal);

    /// <summary>Files whose claim another holds, with the problem that this is.</summary>
    public ImmutableDictionary<string, Problem> Losers { get; init; } = ImmutableDictionary.Create<string, Problem>(StringComparer.Ordinal);

    /// <summary>The tags.</summary>
    public SettledTags Tags { get; init; } = SettledTags.None;

    /// <summary>The public posts by file, with settled tags.</summary>
    public ImmutableSortedDictionary<string, Post> Published { get; init; } = ImmutableSortedDictionary.Create<string, Post>(StringComparer.Ordinal, ReferenceEqualityComparer.Instance);

    /// <summary>The posts whose time is still to come, with settled tags.</summary>
    public ImmutableSortedSet<Post> Scheduled { get; init; } = ImmutableSortedSet.Create<Post>(PostOrder.Instance);

    /// <summary>Files in <see cref="Published"/> with a version from before.</summary>
    public ImmutableSortedSet<string> Kept { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Files that cannot be published as they are now.</summary>
    public ImmutableSortedSet<string> Broken { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Files without a byte: whether a post is just being written there is the ledger's to say.</summary>
    public ImmutableSortedSet<string> Emptied { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Files that state an identity which the ledger gives to another file.</summary>
    public ImmutableArray<string> Wanting { get; init; } = [];

    /// <summary>What is wrong, by file, in the order of lines.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Problem>> Problems { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<Problem>>(StringComparer.Ordinal);

    /// <summary>The post that a file holds as it is now, or null.</summary>
    public Post? ParsedPost(string file) => Source.TryGetValue(file, out var found) ? found.Parsed.Post : null;

    /// <summary>The post whose address and identity a file claims: what it holds, or where that is broken the version that stands in.</summary>
    public Post? Claimant(string file) => ParsedPost(file) ?? (Kept.Contains(file) ? Published[file] : null);

    /// <summary>The post whose tags count for a file: what readers see of it, or will once it is due.</summary>
    public Post? Tagged(string file) => Kept.Contains(file) ? Published[file] : Losers.ContainsKey(file) ? null : ParsedPost(file);

    /// <summary>What becomes of a file.</summary>
    public PostOutcome OutcomeOf(ParsedFile file) => file.State switch
    {
        _ when Broken.Contains(file.File) => PostOutcome.Problem,
        FileState.Excluded => PostOutcome.Excluded,
        FileState.Draft => PostOutcome.Draft,
        _ => Published.ContainsKey(file.File) ? PostOutcome.Published : PostOutcome.Scheduled,
    };
}
