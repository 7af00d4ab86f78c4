using System.Security.Cryptography;

namespace Syndication.Feeds.Publishing;

/// <summary>Names bytes by what they are.</summary>
public static class FeedHash
{
    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
