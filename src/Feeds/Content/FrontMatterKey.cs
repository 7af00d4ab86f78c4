namespace Syndication.Feeds.Content;

/// <summary>How keys compare: without regard to case, <c>-</c> and <c>_</c>.</summary>
internal static class FrontMatterKey
{
    /// <summary>Whether two keys fold to the same name.</summary>
    public static bool Equal(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int i = 0, j = 0;
        while (true)
        {
            while (i < left.Length && left[i] is '-' or '_') i++;
            while (j < right.Length && right[j] is '-' or '_') j++;
            if (i == left.Length || j == right.Length) return i == left.Length && j == right.Length;
            if (char.ToUpperInvariant(left[i++]) != char.ToUpperInvariant(right[j++])) return false;
        }
    }
}
