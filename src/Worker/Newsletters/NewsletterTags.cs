using System.Collections.Concurrent;
using Syndication.Feeds.Content;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Newsletters;

/// <summary>The tags that a newsletter's public posts have, for readers to choose from.</summary>
/// <param name="published">The posts that are public.</param>
internal sealed class NewsletterTags(PublishedPosts published)
{
    /// <summary>A guard against front matter gone wrong; the tags of most posts are offered. Forms show them in groups.</summary>
    private const int MostOffered = 2000;

    private readonly ConcurrentDictionary<string, (PublishedState State, IReadOnlyList<OfferedTag> Tags)> known = new(StringComparer.Ordinal);

    /// <summary>The tags by label.</summary>
    public IReadOnlyList<OfferedTag> Of(NewsletterOptions newsletter)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        var state = published.Current;
        if (known.TryGetValue(newsletter.Name, out var last) && ReferenceEquals(last.State, state)) return last.Tags;
        IReadOnlyList<OfferedTag> tags =
        [
            .. state.Posts.Values.Where(post => newsletter.Selects(post.Post)).SelectMany(post => post.Post.Tags)
                .GroupBy(tag => tag.Slug, StringComparer.OrdinalIgnoreCase).OrderByDescending(tag => tag.Count()).Take(MostOffered)
                .Select(tag => new OfferedTag(tag.First().Slug, tag.First().Label, tag.Count())).OrderBy(tag => tag.Label, StringComparer.InvariantCultureIgnoreCase),
        ];
        known[newsletter.Name] = (state, tags);
        return tags;
    }
}
