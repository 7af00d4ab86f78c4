namespace Syndication.Feeds.Content.Settling;

/// <summary>Posts by publication, then file: the earliest first.</summary>
internal sealed class PostOrder : IComparer<Post>
{
    private PostOrder()
    {
    }

    /// <summary>The only one.</summary>
    public static PostOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Post? x, Post? y)
    {
        var order = x!.Published.CompareTo(y!.Published);
        return order != 0 ? order : string.CompareOrdinal(x.File, y.File);
    }
}
