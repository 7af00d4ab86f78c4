using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Syndication.Worker.Model.Notices;

namespace Syndication.Worker.Model;

/// <summary>What a variant shows: the same posts by content hash, in the same language and form.</summary>
/// <param name="Language">BCP 47 tag of the service's own words.</param>
/// <param name="TextOnly">Whether it has no HTML.</param>
/// <param name="Posts">The posts in the order in which they stand.</param>
public sealed record VariantSpec(string Language, bool TextOnly, ImmutableArray<EditionPost> Posts)
{
    /// <summary>Corrections and retractions of what its readers were sent before, in the order in which they stand; they come first.</summary>
    public ImmutableArray<EditionNotice> Notices { get; init; } = [];

    /// <summary>Whether nothing is left to show.</summary>
    public bool IsEmpty => Posts.IsEmpty && Notices.IsEmpty;

    /// <summary>Names it within its edition: a hash of everything it shows, 32 lower-case hex digits.</summary>
    public string Key()
    {
        var content = new StringBuilder(Language).Append('\n').Append(TextOnly ? "text" : "html");
        foreach (var notice in Notices) content.Append("\n! ").Append(notice.Id).Append(' ').Append(notice.Hash);
        foreach (var post in Posts) content.Append('\n').Append(post.Id).Append(' ').Append(post.Hash);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..32];
    }
}
