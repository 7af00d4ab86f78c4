using System.Collections.Concurrent;

namespace Syndication.Feeds.Content.Reading;

/// <summary>One instance for each of the short texts that many files share: keys, tags, types, flags. At 100,000 posts they would be a quarter of the memory.</summary>
internal static class TextPool
{
    private const int MaxLength = 32;
    private const int MaxTexts = 10_000;
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);
    private static int count;

    /// <summary>The text, as the instance that is shared where there is one.</summary>
    public static string Share(string text)
    {
        if (text.Length > MaxLength) return text;
        if (Texts.TryGetValue(text, out var shared)) return shared;
        // The first texts are the likeliest to come again; a site of a hundred thousand file names must not grow the pool.
        if (Volatile.Read(ref count) >= MaxTexts || !Texts.TryAdd(text, text)) return text;
        Interlocked.Increment(ref count);
        return text;
    }
}
