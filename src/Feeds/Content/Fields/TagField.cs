using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Fields;

/// <summary>The tags of a post as it writes them; which labels and slugs they get among all posts is the snapshot's matter.</summary>
internal sealed class TagField
{
    private static readonly string[] Names = ["tags", "keywords"];

    // Posts share most of their tags: one instance a label saves memory and comparing.
    private readonly ConcurrentDictionary<string, PostTag> known = new(StringComparer.Ordinal);

    /// <summary>The keys that may hold them, in order.</summary>
    public static ReadOnlySpan<string> Keys => Names;

    /// <summary>The tags, each once; a slug may be empty.</summary>
    public ImmutableArray<PostTag> Read(FieldReader fields)
    {
        var labels = fields.Texts(splitAtCommas: true, Keys);
        if (labels.Count == 0) return [];
        var tags = ImmutableArray.CreateBuilder<PostTag>(labels.Count);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            if (keys.Add(TagKey.Of(label))) tags.Add(known.GetOrAdd(label, static text => new(text, TagKey.Slug(text))));
        }

        return tags.ToImmutable();
    }
}
