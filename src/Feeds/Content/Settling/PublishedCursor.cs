using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Settling;

/// <summary>Looks up posts by file in the order of their files, in one walk over all of them.</summary>
internal sealed class PublishedCursor(ImmutableArray<Post> published)
{
    private int at;

    /// <summary>The post of a file, or null; each call names the same or a later file than the one before.</summary>
    public Post? Find(string file)
    {
        while (at < published.Length)
        {
            var post = published[at];
            var order = ReferenceEquals(post.File, file) ? 0 : string.CompareOrdinal(post.File, file);
            if (order == 0) return post;
            if (order > 0) return null;
            at++;
        }

        return null;
    }
}
