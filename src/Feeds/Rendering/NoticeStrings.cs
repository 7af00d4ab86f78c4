namespace Syndication.Feeds.Rendering;

/// <summary>The words that stand before a corrected or retracted post, in the post's language where we have it, else in English.</summary>
internal sealed record NoticeStrings(string Correction, string Retracted, string RetractedWithoutReason)
{
    private static readonly NoticeStrings English = new("Correction", "Retracted", "This post has been retracted.");
    private static readonly NoticeStrings Turkish = new("Düzeltme", "Geri çekildi", "Bu yazı geri çekildi.");

    /// <summary>The words for a language.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public static NoticeStrings For(string language) =>
        language.Equals("tr", StringComparison.OrdinalIgnoreCase) || language.StartsWith("tr-", StringComparison.OrdinalIgnoreCase) ? Turkish : English;
}
