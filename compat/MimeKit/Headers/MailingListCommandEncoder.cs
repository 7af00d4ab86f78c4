using System.Text;
using MimeKit.Utils;

namespace MimeKit.Headers;

/// <summary>Folds the commands of a mailing list (RFC 2369 §2): URLs in angle brackets, which stay whole, separated by commas.</summary>
internal static class MailingListCommandEncoder
{
    public static byte[] Encode(FormatOptions format, Encoding charset, string field, string value)
    {
        var folded = new StringBuilder(value.Length + 16);
        var lineLength = field.Length + 1;
        foreach (var token in Tokens(value))
        {
            if (token != ",")
            {
                // A command that does not fit begins a line, the first one too: the field's name then stands alone.
                var breaks = token[0] == '<' ? lineLength + token.Length + 1 >= format.MaxLineLength : lineLength + token.Length + 1 > format.MaxLineLength;
                folded.Append(breaks ? format.NewLine + " " : " ");
                lineLength = breaks ? 1 : lineLength + 1;
            }

            folded.Append(token);
            lineLength += token.Length;
        }

        return charset.GetBytes(folded.Append(format.NewLine).ToString());
    }

    private static IEnumerable<string> Tokens(string value)
    {
        for (var i = 0; i < value.Length;)
        {
            var start = i;
            if (CharacterClass.IsWhiteSpace(value[i]))
            {
                i++;
                continue;
            }

            if (value[i] == ',')
            {
                while (i < value.Length && (value[i] == ',' || CharacterClass.IsWhiteSpace(value[i])))
                    i++;
                yield return ",";
                continue;
            }

            var close = value[i] switch { '<' => value.IndexOf('>', i), '(' => value.IndexOf(')', i), _ => -1 };
            if (close >= 0)
                i = close + 1;
            else
                do i++; while (i < value.Length && !CharacterClass.IsWhiteSpace(value[i]) && value[i] is not ('<' or '(' or ','));
            yield return value[start..i];
        }
    }
}
