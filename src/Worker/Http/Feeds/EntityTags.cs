using Microsoft.Extensions.Primitives;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Reads lists of entity tags (RFC 9110 §8.8.3), as If-Match and If-None-Match hold them; what is malformed is left out.</summary>
internal static class EntityTags
{
    /// <summary>Whether a list holds <c>*</c> or one of ours.</summary>
    /// <param name="values">The header.</param>
    /// <param name="ours">A strong entity tag, quotes included.</param>
    /// <param name="strong">Whether a tag marked as weak is another one (RFC 9110 §8.8.3.2).</param>
    public static bool Contain(StringValues values, string ours, bool strong)
    {
        // What nearly every reader sends: the tag that it got.
        if (values.Count == 1 && string.Equals(values[0], ours, StringComparison.Ordinal)) return true;
        foreach (var value in values)
        {
            var rest = value.AsSpan();
            while (Next(ref rest, out var tag, out var weak))
            {
                if ((tag is "*" && !weak) || (tag.SequenceEqual(ours) && !(strong && weak))) return true;
            }
        }

        return false;
    }

    /// <summary>The opaque tags of a list, quotes included, without regard to strength.</summary>
    public static IReadOnlyList<string> Read(StringValues values)
    {
        var tags = new List<string>();
        foreach (var value in values)
        {
            var rest = value.AsSpan();
            while (Next(ref rest, out var tag, out _)) tags.Add(tag.ToString());
        }

        return tags;
    }

    private static bool Next(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> tag, out bool weak)
    {
        while (true)
        {
            rest = rest.TrimStart(" \t,");
            tag = [];
            weak = false;
            if (rest.IsEmpty) return false;
            weak = rest.StartsWith("W/", StringComparison.Ordinal);
            if (weak) rest = rest[2..];
            var length = LengthOf(rest);
            var end = length == 0 ? rest.IndexOf(',') : length;
            if (end < 0) end = rest.Length;
            tag = rest[..end];
            rest = rest[end..];
            if (length > 0) return true;
        }
    }

    /// <summary>How long the tag is that the text begins with; 0 where it begins with none.</summary>
    private static int LengthOf(ReadOnlySpan<char> text)
    {
        if (text is ['*', ..]) return 1;
        if (text is not ['"', ..]) return 0;
        var close = text[1..].IndexOf('"');
        return close < 0 ? 0 : close + 2;
    }
}
