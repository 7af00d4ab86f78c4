using System.Collections.Immutable;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;
using Syndication.Worker.Newsletters.Composing;
using Syndication.Worker.Newsletters.Notices;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>The words of running editions' variants, composed once for all workers and encoded once in this one.</summary>
/// <param name="variants">Where they are kept.</param>
/// <param name="composer">Composes them.</param>
/// <param name="published">The posts that are public now.</param>
/// <param name="gate">Lets them out.</param>
/// <param name="posts">Tells whether they are current.</param>
internal sealed class VariantWords(VariantStore variants, EditionComposer composer, PublishedPosts published, VariantGate gate, KnownPosts posts) : IDisposable
{
    private const int MostKept = 64;

    private readonly Dictionary<(string Edition, string Key), Entry> kept = [];
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>What a variant shows by the posts as they are now: those corrected since are taken as corrected, those gone are left out. Null when nothing is left.</summary>
    public async Task<VariantSpec?> ReadCurrentAsync(string editionId, string key, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (await FindAsync(editionId, key, cancellationToken) is not { } entry) return null;
            var state = published.Current;
            if (!ReferenceEquals(entry.CheckedWith, state)) kept[(editionId, key)] = entry = entry with { CheckedWith = state, Current = Refresh(entry.Spec, state) };
            return entry.Current;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Whether the posts that are public here are those that the variant was planned with, or later ones; else they would be taken for removed.</summary>
    public async Task<bool> KnowsPostsAsync(string editionId, string key, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return posts.AreCurrent && (await FindAsync(editionId, key, cancellationToken) is not { } entry || posts.Reach(entry.Revision));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A variant's words, or null while a post's file is newer than what is public, and where they fail the checks, which holds the edition.</summary>
    public async Task<EncodedContent?> GetAsync(NewsletterOptions newsletter, string editionId, VariantSpec spec, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var key = spec.Key();
            var entry = await FindAsync(editionId, key, cancellationToken);
            if (entry?.Content is { } known) return known;
            if (entry is null) await variants.AddAsync(editionId, spec, cancellationToken);
            if (composer.Compose(newsletter, spec) is not { } words || !await gate.PassAsync(newsletter, editionId, spec, words, cancellationToken)) return null;
            var content = new EncodedContent(await variants.KeepAsync(editionId, key, words, cancellationToken));
            Keep(editionId, key, new Entry(spec, content, entry?.Revision ?? 0, published.Current, spec));
            return content;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>What was retracted since is no news to anyone who never had it; who had it is told by a notice.</summary>
    private static VariantSpec? Refresh(VariantSpec spec, PublishedState state)
    {
        ImmutableArray<EditionPost> posts = [.. spec.Posts.Select(post => state.Posts.GetValueOrDefault(post.Id)).OfType<LedgerPost>()
            .Where(post => post.Post.Retracted is null).Select(PostNotices.Shown)];
        ImmutableArray<EditionNotice> notices = [.. spec.Notices
            .Where(notice => state.Posts.GetValueOrDefault(notice.PostId) is { } post && PostNotices.Of(post).Any(stated => stated.Fingerprint == notice.Fingerprint))
            .Select(notice => notice with { Hash = state.Posts[notice.PostId].Post.ContentHash })];
        if (posts.SequenceEqual(spec.Posts) && notices.SequenceEqual(spec.Notices)) return spec;
        var current = spec with { Posts = posts, Notices = notices };
        return current.IsEmpty ? null : current;
    }

    private async Task<Entry?> FindAsync(string editionId, string key, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue((editionId, key), out var entry)) return entry;
        if (await variants.FindAsync(editionId, key, cancellationToken) is not { } stored) return null;
        entry = new Entry(stored.Spec, stored.Content is { } content ? new EncodedContent(content) : null, stored.Revision, null, null);
        Keep(editionId, key, entry);
        return entry;
    }

    private void Keep(string editionId, string key, Entry entry)
    {
        if (kept.Count >= MostKept) kept.Clear();
        kept[(editionId, key)] = entry;
    }

    private sealed record Entry(VariantSpec Spec, EncodedContent? Content, long Revision, PublishedState? CheckedWith, VariantSpec? Current);
}
