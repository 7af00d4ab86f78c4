using System.Collections.Immutable;

namespace Syndication.Feeds.Content;

/// <summary>Keys and their values; the front matter of a file is one.</summary>
/// <param name="Entries">The entries in the file's order.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
public sealed record FrontMatterMapping(ImmutableArray<FrontMatterEntry> Entries, int Line, int Column) : FrontMatterValue(Line, Column)
{
    /// <summary>The first entry whose key is <paramref name="key"/> but for case, <c>-</c> and <c>_</c>, or null.</summary>
    public FrontMatterEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (FrontMatterKey.Equal(entry.Key, key)) return entry;
        }

        return null;
    }

    /// <summary>The texts at a key: one for a scalar, one for each scalar element of a list, none where the key is absent.</summary>
    public IEnumerable<string> Texts(string key) => Find(key)?.Value switch
    {
        FrontMatterScalar { Text: { } text } => [text],
        FrontMatterSequence sequence => sequence.Items.OfType<FrontMatterScalar>().Select(item => item.Text).OfType<string>(),
        _ => [],
    };
}
