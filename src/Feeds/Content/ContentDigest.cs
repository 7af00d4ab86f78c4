using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Syndication.Feeds.Content;

/// <summary>Hashes of what a post says.</summary>
internal static class ContentDigest
{
    private const int LargestKept = 64 * 1024;
    private const int LongestNumber = 11;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_kept;

    /// <summary>SHA-256 of bytes, in lower-case hex.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>SHA-256 over everything that a reader sees of a post, its tags with the file's own labels.</summary>
    public static string Of(Post post)
    {
        var all = s_kept ?? new(4096);
        s_kept = null;
        all.ResetWrittenCount();
        Add(all, post.Title, Time(post.Published), Time(post.Updated), post.Url, post.Language, post.Description, post.Type, post.Retracted, post.BodyHash);
        Add(all, post.Image?.Url, post.Image?.Alt, Count(post.Categories.Length), Count(post.Tags.Length), Count(post.Authors.Length), Count(post.Corrections.Length));
        foreach (var category in post.Categories) Add(all, category);
        foreach (var tag in post.Tags) Add(all, tag.Label);
        foreach (var author in post.Authors) Add(all, author.Name, author.Email, author.Url);
        foreach (var correction in post.Corrections) Add(all, Time(correction.Date), correction.Text, correction.Urgent ? "urgent" : null);
        var digest = Of(all.WrittenSpan);
        if (all.Capacity <= LargestKept) s_kept = all;
        return digest;
    }

    // Lengths keep two fields apart from one that holds both.
    private static void Add(ArrayBufferWriter<byte> all, params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            Utf8Formatter.TryFormat(value?.Length ?? -1, all.GetSpan(LongestNumber), out var length);
            all.Advance(length);
            all.Write(":"u8);
            if (value is not null) Encoding.UTF8.GetBytes(value, all);
        }
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
