namespace Syndication.Feeds.Formats.Linting;

/// <summary>What a feed's lint has to know of an entry that was checked by itself.</summary>
/// <param name="Findings">What is wrong with it.</param>
/// <param name="Id">Its identity, which no other may have; null where it has none.</param>
/// <param name="Date">In RSS when it was published, in Atom when it last changed; null in JSON and where it cannot be read.</param>
/// <param name="HasAuthor">Whether it names an author, which Atom asks for.</param>
internal sealed record CheckedEntry(IReadOnlyList<LintFinding> Findings, string? Id, DateTime? Date = null, bool HasAuthor = true);
