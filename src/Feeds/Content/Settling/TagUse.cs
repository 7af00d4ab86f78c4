namespace Syndication.Feeds.Content.Settling;

/// <summary>A tag among all posts, while it is being settled.</summary>
internal sealed class TagUse(string key, Post first, int index, string label)
{
    /// <summary>What its labels have in common.</summary>
    public string Key => key;

    /// <summary>The earliest post that has it (published, then path).</summary>
    public Post First { get; private set; } = first;

    /// <summary>Its place among that post's tags.</summary>
    public int Index { get; private set; } = index;

    /// <summary>The label of the earliest post.</summary>
    public string Label { get; private set; } = label;

    /// <summary>The tag as all posts carry it, once settled.</summary>
    public PostTag? Settled { get; set; }

    /// <summary>Takes note of another post that has the tag.</summary>
    public void See(Post post, int at, string spelling)
    {
        var order = post.Published.CompareTo(First.Published);
        if (order > 0 || (order == 0 && string.CompareOrdinal(post.File, First.File) >= 0)) return;
        (First, Index, Label) = (post, at, spelling);
    }
}
