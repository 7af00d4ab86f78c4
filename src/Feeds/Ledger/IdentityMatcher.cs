using System.Security.Cryptography;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Ledger;

/// <summary>Finds the entry that a post already has: by stated identity, address, file, body, then by what the published feeds say (ADR 12).</summary>
internal sealed class IdentityMatcher
{
    private static readonly string EmptyBody = Convert.ToHexStringLower(SHA256.HashData([]));

    private readonly LedgerState ledger;
    private readonly LedgerInput input;
    private readonly HashSet<string> free;
    private readonly Dictionary<string, string> byUrl = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> byFile = new(StringComparer.Ordinal);

    // Nearly every post is found before: at a start this would be the size of the ledger again.
    private Dictionary<string, List<string>>? byBody;

    /// <summary>Prepares the look-ups over the entries that a post may claim.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="input">The posts, and the live entries whose post moved or went.</param>
    public IdentityMatcher(LedgerState ledger, LedgerInput input)
    {
        this.ledger = ledger;
        this.input = input;
        free = [.. input.Freed];
        foreach (var id in input.Freed.Order(StringComparer.Ordinal)) Index(ledger.Entries[id]);
    }

    /// <summary>Identities of the posts that have one, by file.</summary>
    public Dictionary<string, string> Match()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (ledger.Entries.IsEmpty) return found;
        var open = input.Posts.OrderBy(post => post.File, StringComparer.Ordinal).ToList();
        Claim(Stated);
        Claim(post => SameWord(post, byUrl.GetValueOrDefault(post.Url)));
        Claim(post => SameWord(post, byFile.GetValueOrDefault(post.File)));
        Claim(SameBody);
        Claim(post => SameWord(post, input.PublishedIds.GetValueOrDefault(post.Url)));
        Claim(Returning);
        return found;

        void Claim(Func<Post, string?> candidate) => open.RemoveAll(post =>
        {
            if (candidate(post) is not { } id || !free.Remove(id)) return false;
            found[post.File] = id;
            return true;
        });
    }

    /// <summary>What the author says, where the ledger knows it: as an identity or as another name of one, removed posts included.</summary>
    private string? Stated(Post post)
    {
        if (post.StatedId is not { } stated || ledger.FindByName(stated) is not { } entry) return null;
        if (!entry.IsLive) free.Add(entry.Id);
        return entry.Id;
    }

    /// <summary>An entry that stated another identity than the post does is another post's.</summary>
    private string? SameWord(Post post, string? id)
    {
        if (id is null || post.StatedId is null || !ledger.Entries.TryGetValue(id, out var entry)) return id;
        return entry.StatedId is null || entry.StatedId == post.StatedId ? id : null;
    }

    /// <summary>Of several posts with one text, the one of the same date.</summary>
    private string? SameBody(Post post)
    {
        if (post.BodyHash == EmptyBody || !(byBody ??= ByBody()).TryGetValue(post.BodyHash, out var ids)) return null;
        var fitting = ids.Where(id => free.Contains(id) && SameWord(post, id) is not null).ToList();
        return fitting.FirstOrDefault(id => ledger.Entries[id].Published == post.Published) ?? fitting.FirstOrDefault();
    }

    /// <summary>
    /// A tombstone comes back to life only for the same post, of which two of place, text and date tell: a new text at an old address is a new post,
    /// and a file whose going and coming were seen one after the other is the old one.
    /// </summary>
    private string? Returning(Post post)
    {
        var keys = post.BodyHash == EmptyBody ? new[] { post.Url, post.File } : [post.Url, post.File, post.BodyHash];
        foreach (var key in keys)
        {
            if (ledger.FindTombstone(key) is not { } entry || !IsSame(post, entry) || SameWord(post, entry.Id) is null) continue;
            free.Add(entry.Id);
            return entry.Id;
        }

        return null;
    }

    private static bool IsSame(Post post, LedgerEntry entry)
    {
        var place = entry.Url == post.Url || entry.File == post.File;
        var body = entry.BodyHash == post.BodyHash && post.BodyHash != EmptyBody;
        // Storage keeps milliseconds.
        var date = entry.Published.ToUnixTimeMilliseconds() == post.Published.ToUnixTimeMilliseconds();
        return (place ? 1 : 0) + (body ? 1 : 0) + (date ? 1 : 0) >= 2;
    }

    private void Index(LedgerEntry entry)
    {
        byUrl.TryAdd(entry.Url, entry.Id);
        byFile.TryAdd(entry.File, entry.Id);
    }

    private Dictionary<string, List<string>> ByBody() => input.Freed.Order(StringComparer.Ordinal).Where(free.Contains)
        .GroupBy(id => ledger.Entries[id].BodyHash, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.ToList(), StringComparer.Ordinal);
}
