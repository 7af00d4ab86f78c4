using System.Buffers;
using System.Text.Unicode;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks what holds for bytes of any format.</summary>
internal static class BytesLint
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    public static void Check(ReadOnlySpan<byte> bytes, LintReport report)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            report.Error(1, LintReport.At(0), "The document starts with a byte-order mark.");
        if (!Utf8.IsValid(bytes))
            report.Error(1, LintReport.At(ValidLength(bytes)), "The document is not UTF-8.");
        if (bytes.IndexOf((byte)'\r') is >= 0 and var cr)
            report.Error(1, LintReport.At(cr), "Lines end in CR; they have to end in LF.");
        if (bytes.IndexOfAny(Controls) is >= 0 and var control)
            report.Error(3, LintReport.At(control), "The document holds a control character.");
    }

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        var (low, high) = (0, bytes.Length);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            // A cut inside a character counts as valid up to its start.
            var end = middle;
            while (end > 0 && end < bytes.Length && (bytes[end] & 0xC0) == 0x80)
                end--;
            if (Utf8.IsValid(bytes[..end]))
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}
