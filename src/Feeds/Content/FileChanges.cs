using System.Collections.Immutable;

namespace Syndication.Feeds.Content;

/// <summary>Between which two states of the folder a scan compared, and the files that it found to differ.</summary>
/// <param name="Before">The files before.</param>
/// <param name="After">The files after.</param>
/// <param name="Paths">At least the files that differ.</param>
internal sealed record FileChanges(ImmutableSortedDictionary<string, ContentFile> Before, ImmutableSortedDictionary<string, ContentFile> After, IReadOnlyCollection<string> Paths);
