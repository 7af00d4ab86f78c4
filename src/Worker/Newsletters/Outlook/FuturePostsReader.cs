using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>Reads the content folder as the next pass would, and publishes nothing.</summary>
/// <param name="reader">Reads the folder.</param>
/// <param name="ledger">Knows the posts' identities.</param>
/// <param name="site">Names new ones.</param>
/// <param name="content">Says how.</param>
/// <param name="time">Tells what is public now.</param>
internal sealed class FuturePostsReader(ContentReader reader, ILedgerStore ledger, SiteOptions site, ContentOptions content, TimeProvider time)
{
    /// <summary>The posts of the folder.</summary>
    public async Task<FuturePosts> ReadAsync(CancellationToken cancellationToken)
    {
        var known = await ledger.LoadAsync(null, cancellationToken);
        var files = await reader.ScanAsync(ContentFiles.None, null, cancellationToken);
        var snapshot = reader.Resolve(files, known, time.GetUtcNow(), null);
        var posts = ImmutableDictionary.CreateBuilder<string, LedgerPost>(StringComparer.Ordinal);
        var scheduled = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var post in snapshot.Published)
        {
            var entry = known.FindLiveByFile(post.File);
            Add(posts, post, entry);
        }

        foreach (var post in snapshot.Files.Where(file => file.Outcome == PostOutcome.Scheduled).Select(file => file.Post).OfType<Post>())
        {
            if (Add(posts, post, null) is { } id) scheduled[id] = post.Published;
        }

        return new FuturePosts(new PublishedState(known.Revision, posts.ToImmutable()), scheduled);
    }

    private string? Add(ImmutableDictionary<string, LedgerPost>.Builder posts, Post post, LedgerEntry? entry)
    {
        var id = entry?.Id ?? PostIdentity.New(post, site, content);
        return posts.TryAdd(id, new LedgerPost(post, id, entry?.Updated ?? post.Published, entry?.Arrival ?? 0)) ? id : null;
    }
}
