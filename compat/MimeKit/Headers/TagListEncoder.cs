using System.Text;
using MimeKit.Utils;

namespace MimeKit.Headers;

/// <summary>Folds the tag list of a DKIM or ARC header (RFC 6376 §3.2), whose values may be broken anywhere.</summary>
internal static class TagListEncoder
{
    public static byte[] Encode(FormatOptions format, string field, string value)
    {
        var encoded = new StringBuilder(value.Length + 64);
        var lineLength = field.Length + 1;
        foreach (var tag in Tags(value))
        {
            // The hashes start their own lines: the signature is filled in later without moving what it signs.
            if (lineLength + tag.Length + 1 > format.MaxLineLength || tag.StartsWith("b=", StringComparison.Ordinal) || tag.StartsWith("bh=", StringComparison.Ordinal))
            {
                encoded.Append(format.NewLine).Append('\t');
                lineLength = 1;
            }
            else
            {
                encoded.Append(' ');
                lineLength++;
            }

            AppendBroken(encoded, format, tag, ref lineLength);
        }

        return Encoding.ASCII.GetBytes(encoded.Append(format.NewLine).ToString());
    }

    private static void AppendBroken(StringBuilder encoded, FormatOptions format, string tag, ref int lineLength)
    {
        var names = tag.StartsWith("h=", StringComparison.Ordinal);
        for (var start = 0; start < tag.Length;)
        {
            var count = Math.Min(format.MaxLineLength - lineLength, tag.Length - start);
            if (names && start + count < tag.Length && tag.LastIndexOf(':', start + count - 1, count) is var colon and > 0)
                count = colon + 1 - start;

            encoded.Append(tag, start, count);
            lineLength += count;
            start += count;
            if (start < tag.Length)
            {
                encoded.Append(format.NewLine).Append('\t');
                lineLength = 1;
            }
        }
    }

    private static IEnumerable<string> Tags(string value)
    {
        var tag = new StringBuilder();
        foreach (var c in value)
        {
            if (CharacterClass.IsWhiteSpace(c))
                continue;
            tag.Append(c);
            if (c != ';')
                continue;
            yield return tag.ToString();
            tag.Clear();
        }

        if (tag.Length > 0)
            yield return tag.ToString();
    }
}
