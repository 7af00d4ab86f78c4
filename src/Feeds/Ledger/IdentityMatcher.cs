using System.Security.Cryptography;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Ledger;

/// <summary>Finds the entry that a post already has: by stated identity, address, file, then body.</summary>
internal sealed class IdentityMatcher
{
    private static readonly string EmptyBody = Convert.ToHexStringLower(SHA256.HashData([]));

    private readonly LedgerState ledger;
    private readonly HashSet<string> free;
    private readonly Dictionary<string, string> byUrl = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> byFile = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> byBody = new(StringComparer.Ordinal);

    /// <summary>Prepares the look-ups over the entries that a post may claim.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="freed">Live entries whose post moved or went.</param>
    public IdentityMatcher(LedgerState ledger, IReadOnlyCollection<string> freed)
    {
        this.ledger = ledger;
        free = [.. freed];
        foreach (var id in freed.Order(StringComparer.Ordinal)) Index(ledger.Entries[id]);
    }

    /// <summary>Identities of the posts that have one, by file.</summary>
    public Dictionary<string, string> Match(IReadOnlyCollection<Post> posts)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = posts.OrderBy(post => post.File, StringComparer.Ordinal).ToList();
        Claim(post => post.StatedId);
        Claim(post => byUrl.GetValueOrDefault(post.Url));
        Claim(post => byFile.GetValueOrDefault(post.File));
        Claim(post => post.BodyHash == EmptyBody ? null : byBody.GetValueOrDefault(post.BodyHash));
        Claim(Returning);
        return found;

        void Claim(Func<Post, string?> candidate) => open.RemoveAll(post =>
        {
            if (candidate(post) is not { } id) return false;
            if (id != post.StatedId && (post.StatedId is not null || !free.Remove(id))) return false;
            free.Remove(id);
            found[post.File] = id;
            return true;
        });
    }

    /// <summary>A tombstone comes back to life only for the same post: a new text at an old address is a new post.</summary>
    private string? Returning(Post post)
    {
        if (ledger.FindTombstone(post.Url) is not { } entry) return null;
        if (entry.BodyHash != post.BodyHash && entry.Published != post.Published) return null;
        free.Add(entry.Id);
        return entry.Id;
    }

    private void Index(LedgerEntry entry)
    {
        byUrl.TryAdd(entry.Url, entry.Id);
        byFile.TryAdd(entry.File, entry.Id);
        byBody.TryAdd(entry.BodyHash, entry.Id);
    }
}
