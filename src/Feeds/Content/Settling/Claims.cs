using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Settling;

/// <summary>Which files claim a name, be it an address or a stated identity; immutable.</summary>
/// <param name="Holders">A file for each name; the only one unless the name is contested.</param>
/// <param name="Contested">The names that more than one file claims, with these files.</param>
internal sealed record Claims(ImmutableDictionary<string, string> Holders, ImmutableDictionary<string, ImmutableSortedSet<string>> Contested)
{
    /// <summary>No claims.</summary>
    /// <param name="names">When two names are the same.</param>
    public static Claims None(IEqualityComparer<string> names) =>
        new(ImmutableDictionary.Create<string, string>(names), ImmutableDictionary.Create<string, ImmutableSortedSet<string>>(names));
}
