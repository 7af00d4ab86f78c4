using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Syndication.Worker.Model;

/// <summary>What a variant shows: the same posts by content hash, in the same language and form.</summary>
/// <param name="Language">BCP 47 tag of the service's own words.</param>
/// <param name="TextOnly">Whether it has no HTML.</param>
/// <param name="Posts">The posts in the order in which they stand.</param>
public sealed record VariantSpec(string Language, bool TextOnly, ImmutableArray<EditionPost> Posts)
{
    /// <summary>Names it within its edition: a hash of everything it shows, 32 lower-case hex digits.</summary>
    public string Key()
    {
        var content = new StringBuilder(Language).Append('\n').Append(TextOnly ? "text" : "html");
        foreach (var post in Posts) content.Append('\n').Append(post.Id).Append(' ').Append(post.Hash);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..32];
    }
}
