using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Fields;

/// <summary>The tags of a post as it writes them; which labels and slugs they get among all posts is the snapshot's matter.</summary>
internal sealed class TagField
{
    private static readonly string[] Names = ["tags", "keywords"];

    // To look through a few keys takes less than a set of them.
    private const int Few = 16;

    // Posts share most of their tags: one instance a label saves memory and comparing.
    private readonly ConcurrentDictionary<string, (PostTag Tag, string Key)> known = new(StringComparer.Ordinal);

    /// <summary>The keys that may hold them, in order.</summary>
    public static ReadOnlySpan<string> Keys => Names;

    /// <summary>The tags, each once; a slug may be empty.</summary>
    public ImmutableArray<PostTag> Read(FieldReader fields)
    {
        var labels = fields.Texts(splitAtCommas: true, Keys);
        if (labels.Count == 0) return [];
        var tags = ImmutableArray.CreateBuilder<PostTag>(labels.Count);
        var keys = new List<string>(labels.Count);
        var set = labels.Count > Few ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var label in labels)
        {
            var (tag, key) = known.GetOrAdd(label, static text => (new(text, TagKey.Slug(text)), TagKey.Of(text)));
            if (set is null ? keys.Contains(key) : !set.Add(key)) continue;
            keys.Add(key);
            tags.Add(tag);
        }

        return tags.DrainToImmutable();
    }
}
