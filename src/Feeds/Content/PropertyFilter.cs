namespace Syndication.Feeds.Content;

/// <summary>A selection by front matter (<c>Where</c>): every key must be met by one of its values, without regard to case.</summary>
/// <param name="Conditions">Allowed values by key; keys match without regard to case, <c>-</c> and <c>_</c>.</param>
public sealed record PropertyFilter(IReadOnlyDictionary<string, IReadOnlyList<string>> Conditions)
{
    /// <summary>The filter that every file passes.</summary>
    public static PropertyFilter Everything { get; } = new(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));

    /// <summary>Whether the front matter meets every condition; a list in it meets one when any element does.</summary>
    public bool Matches(FrontMatterMapping properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return Conditions.All(condition => properties.Texts(condition.Key)
            .Any(text => condition.Value.Contains(text, StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>Whether the post's front matter meets every condition.</summary>
    public bool Matches(Post post)
    {
        ArgumentNullException.ThrowIfNull(post);
        return Conditions.All(condition => post.TextsOf(condition.Key)
            .Any(text => condition.Value.Contains(text, StringComparer.OrdinalIgnoreCase)));
    }
}
