using System.Security.Cryptography;
using System.Text;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;

namespace Syndication.Worker.Newsletters.Notices;

/// <summary>Reads what a post states of its own faults.</summary>
internal static class PostNotices
{
    /// <summary>Its corrections in the file's order, then its retraction.</summary>
    public static IEnumerable<PostNotice> Of(LedgerPost post)
    {
        foreach (var correction in post.Post.Corrections)
        {
            yield return new PostNotice(
                post.Id, Fingerprint(NoticeKind.Correction, correction.Text), NoticeKind.Correction, correction.Text, correction.Date ?? post.Updated, correction.Urgent);
        }

        if (post.Post.Retracted is { } reason)
        {
            // Whatever the reason, it is told once; and a retraction never waits.
            yield return new PostNotice(post.Id, Fingerprint(NoticeKind.Retraction, ""), NoticeKind.Retraction, reason, post.Updated, true);
        }
    }

    /// <summary>Whether it states any.</summary>
    public static bool IsAny(LedgerPost post) => !post.Post.Corrections.IsEmpty || post.Post.Retracted is not null;

    /// <summary>A post as a variant shows it now, with what it says of its faults.</summary>
    public static EditionPost Shown(LedgerPost post) =>
        new(post.Id, post.Post.ContentHash, IsAny(post) ? string.Join(' ', Of(post).Select(notice => notice.Fingerprint)) : null);

    /// <summary>The date is no part of it: a correction that is dated later is the same one.</summary>
    private static string Fingerprint(NoticeKind kind, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{text}")))[..16];
}
