using System.Globalization;
using System.Text;
using System.Xml;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks XML documents: rules 2 to 4, then those of the format.</summary>
internal static class XmlLint
{
    /// <summary>Checks a document.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="format">RSS or Atom.</param>
    /// <param name="report">Where findings go.</param>
    /// <param name="entries">Entries that belong into it and were checked by themselves.</param>
    public static void Check(byte[] bytes, FeedFormat format, LintReport report, IReadOnlyList<CheckedEntry> entries)
    {
        using var reader = new XmlLintReader(bytes, report) { StructureRule = format == FeedFormat.Rss ? 10 : 19 };
        Read(bytes, reader, report, () =>
        {
            if (format == FeedFormat.Rss)
                new RssLint(reader, report, entries).Check();
            else
                new AtomLint(reader, report, entries).Check();
        });
    }

    /// <summary>Reads a document to its end, unless it is none.</summary>
    public static void Read(byte[] bytes, XmlLintReader reader, LintReport report, Action check)
    {
        try
        {
            if (!reader.MoveToRoot())
                return;
            check();
            reader.Finish();
        }
        catch (XmlException fault)
        {
            Explain(bytes, fault, report);
        }
    }

    /// <summary>The parser stops alike for a DTD, a character that XML lacks, and anything else.</summary>
    private static void Explain(byte[] bytes, XmlException fault, LintReport report)
    {
        var place = new LintPlace(fault.LineNumber, fault.LinePosition);
        var text = Encoding.UTF8.GetString(bytes);
        if (text.Contains("<!DOCTYPE", StringComparison.Ordinal))
            report.Error(4, place, "The document holds a DTD.");
        else if (HasIllegalCharacter(text))
            report.Error(3, place, "The document holds a character that XML 1.0 does not allow.");
        else
            report.Error(2, place, $"The document is not well-formed: {fault.Message}");
    }

    private static bool HasIllegalCharacter(string text)
    {
        if (text.AsSpan().ContainsAny('\uFFFE', '\uFFFF'))
            return true;
        for (var at = text.IndexOf("&#", StringComparison.Ordinal); at >= 0; at = text.IndexOf("&#", at + 2, StringComparison.Ordinal))
        {
            var end = text.IndexOf(';', at);
            if (end < 0 || !IsLegalReference(text.AsSpan(at + 2, end - at - 2)))
                return true;
        }
        return false;
    }

    private static bool IsLegalReference(ReadOnlySpan<char> digits)
    {
        var isHex = digits.StartsWith("x");
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!uint.TryParse(isHex ? digits[1..] : digits, style, CultureInfo.InvariantCulture, out var code))
            return false;
        // XML 1.0 §2.2, Char.
        return code is 9 or 10 or 13 or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);
    }
}
