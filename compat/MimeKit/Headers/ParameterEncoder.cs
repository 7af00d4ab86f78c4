using System.Globalization;
using System.Text;
using MimeKit.Utils;

namespace MimeKit.Headers;

/// <summary>Writes a parameter as a token or a quoted-string, else by RFC 2231 (or by RFC 2047 if so asked).</summary>
internal static class ParameterEncoder
{
    public static void Encode(Parameter parameter, FormatOptions options, StringBuilder header, ref int lineLength)
    {
        var (name, value) = (parameter.Name, parameter.Value);
        var simple = value.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && !value.Contains('\x7f', StringComparison.Ordinal)
            && (options.International || !CharacterClass.IsInternational(value));
        var plain = simple && CharacterClass.IsAttribute(value) && !parameter.AlwaysQuote && !options.AlwaysQuoteParameterValues && value.Length > 0
            ? value
            : MimeUtils.Quote(value);

        if (simple && name.Length + 1 + plain.Length < options.MaxLineLength)
            Append(header, options, $"{name}={plain}", ref lineLength);
        else if (UsesRfc2047(parameter, options))
            Append(header, options, $"{name}=\"{EncodeRfc2047(value)}\"", ref lineLength);
        else
            EncodeRfc2231(header, options, name, value, ref lineLength);
    }

    private static bool UsesRfc2047(Parameter parameter, FormatOptions options) =>
        (parameter.EncodingMethod == ParameterEncodingMethod.Default ? options.ParameterEncodingMethod : parameter.EncodingMethod) == ParameterEncodingMethod.Rfc2047;

    private static string EncodeRfc2047(string value) =>
        string.Join(' ', EncodedWordEncoder.EncodeText(Encoding.UTF8, value, maxLineLength: 2, firstLineRoom: 75).Select(token => token.Text));

    // RFC 2231 §3 and §4: a long value continues in numbered sections; the first tells the charset.
    private static void EncodeRfc2231(StringBuilder header, FormatOptions options, string name, string value, ref int lineLength)
    {
        var sections = Sections(value, Math.Max(options.MaxLineLength - name.Length - 16, 12));
        for (var i = 0; i < sections.Count; i++)
        {
            var label = sections.Count == 1 ? $"{name}*" : string.Create(CultureInfo.InvariantCulture, $"{name}*{i}*");
            Append(header, options, $"{label}={(i == 0 ? "utf-8''" : string.Empty)}{sections[i]}", ref lineLength);
        }
    }

    private static List<string> Sections(string value, int room)
    {
        var sections = new List<string>();
        var section = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            var encoded = Escape(rune);
            if (section.Length > 0 && section.Length + encoded.Length > room)
            {
                sections.Add(section.ToString());
                section.Clear();
            }

            section.Append(encoded);
        }

        sections.Add(section.ToString());
        return sections;
    }

    private static string Escape(Rune rune)
    {
        if (rune.IsAscii && CharacterClass.IsAttribute((char)rune.Value))
            return rune.ToString();

        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(rune.ToString()))
            escaped.Append('%').Append(Convert.ToHexString([b]));
        return escaped.ToString();
    }

    private static void Append(StringBuilder header, FormatOptions options, string text, ref int lineLength)
    {
        header.Append(';');
        if (lineLength + text.Length + 2 >= options.MaxLineLength)
        {
            header.Append(options.NewLine).Append('\t');
            lineLength = 1;
        }
        else
        {
            header.Append(' ');
            lineLength += 2;
        }

        header.Append(text);
        lineLength += text.Length;
    }
}
