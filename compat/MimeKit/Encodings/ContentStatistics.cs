namespace MimeKit.Encodings;

/// <summary>What decides how content must be encoded.</summary>
internal readonly record struct ContentStatistics(int Total, int Nulls, int EightBit, int LongestLine, bool HasFromLine)
{
    public static ContentStatistics Of(ReadOnlySpan<byte> content)
    {
        var longest = 0;
        var fromLine = false;
        var rest = content;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            longest = Math.Max(longest, line.Length > 0 && line[^1] == '\r' ? line.Length - 1 : line.Length);
            fromLine |= line.StartsWith("From "u8);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        var eightBit = 0;
        foreach (var b in content)
            eightBit += b >> 7;
        return new ContentStatistics(content.Length, content.Count((byte)0), eightBit, longest, fromLine);
    }

    public ContentEncoding BestEncoding(EncodingConstraint constraint, int maxLineLength)
    {
        // A line that starts with "From " is changed by mbox stores, which breaks signatures.
        var needsEncoding = HasFromLine || LongestLine > maxLineLength;
        var mostlyEightBit = EightBit >= (int)(Total * 0.17);
        if (constraint == EncodingConstraint.None)
        {
            if (needsEncoding)
                return Nulls > 0 || mostlyEightBit ? ContentEncoding.Base64 : ContentEncoding.QuotedPrintable;
            if (Nulls > 0)
                return ContentEncoding.Binary;
            return EightBit > 0 ? ContentEncoding.EightBit : ContentEncoding.SevenBit;
        }

        if (Nulls > 0)
            return ContentEncoding.Base64;
        if (constraint == EncodingConstraint.SevenBit && EightBit > 0)
            return mostlyEightBit ? ContentEncoding.Base64 : ContentEncoding.QuotedPrintable;
        if (needsEncoding)
            return ContentEncoding.QuotedPrintable;
        return EightBit > 0 ? ContentEncoding.EightBit : ContentEncoding.SevenBit;
    }
}
