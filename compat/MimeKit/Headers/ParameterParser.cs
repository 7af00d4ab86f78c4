using System.Globalization;
using System.Text;
using MimeKit.Utils;

namespace MimeKit.Headers;

/// <summary>Reads the value of a Content-Type or Content-Disposition header (RFC 2045 §5.1, RFC 2183, RFC 2231).</summary>
internal sealed class ParameterParser(ParserOptions options, string text)
{
    private int index;

    /// <summary>What precedes the first semicolon, without comments and white space; empty if that is no token.</summary>
    public string ReadHead(bool slash)
    {
        SkipSpace();
        var head = new StringBuilder();
        while (index < text.Length && text[index] != ';')
        {
            var c = text[index];
            if (c == '(' || CharacterClass.IsWhiteSpace(c))
            {
                SkipSpace();
                continue;
            }

            if (!CharacterClass.IsToken(c) && !(slash && c == '/'))
                return string.Empty;
            head.Append(c);
            index++;
        }

        return head.ToString();
    }

    /// <summary>Reads the parameters; what is not well formed is passed over.</summary>
    public void ReadInto(ParameterList parameters)
    {
        var sections = new SortedDictionary<(string Name, int Number), (string Value, bool Encoded)>(SectionOrder.Instance);
        while (index < text.Length && text[index] == ';')
        {
            index++;
            SkipSpace();
            if (TryReadPair(out var name, out var value))
                Add(parameters, sections, name, value);
            while (index < text.Length && text[index] != ';')
                index++;
        }

        foreach (var group in sections.GroupBy(section => section.Key.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (!parameters.Contains(group.Key) && CharacterClass.IsAttribute(group.Key))
                parameters.Add(group.Key, Join(group.Select(section => section.Value)));
        }
    }

    private void Add(ParameterList parameters, SortedDictionary<(string Name, int Number), (string Value, bool Encoded)> sections, string name, string value)
    {
        var encoded = name.EndsWith('*');
        var label = encoded ? name[..^1] : name;
        var star = label.IndexOf('*', StringComparison.Ordinal);
        var number = 0;
        if (star >= 0 && int.TryParse(label.AsSpan(star + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number))
            label = label[..star];
        else if (!encoded)
        {
            // Old senders put encoded-words into parameters, which RFC 2047 §5 forbids and everyone reads.
            if (CharacterClass.IsAttribute(name) && !parameters.Contains(name))
                parameters.Add(name, EncodedWordDecoder.Decode(options, Encoding.UTF8.GetBytes(value)));
            return;
        }

        sections.TryAdd((label, number), (value, encoded));
    }

    private string Join(IEnumerable<(string Value, bool Encoded)> sections)
    {
        var bytes = new List<byte>();
        Encoding? charset = null;
        var first = true;
        foreach (var (value, encoded) in sections)
        {
            var rest = value;
            if (first && encoded && value.Split('\'', 3) is [var name, _, var content])
            {
                charset = CharsetUtils.TryGetEncoding(name);
                rest = content;
            }

            bytes.AddRange(encoded ? Unescape(rest) : Encoding.UTF8.GetBytes(rest));
            first = false;
        }

        return CharsetUtils.Decode(options, bytes.ToArray(), charset);
    }

    private static IEnumerable<byte> Unescape(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && Uri.IsHexDigit(value[i + 1]) && Uri.IsHexDigit(value[i + 2]))
            {
                yield return (byte)((Uri.FromHex(value[i + 1]) << 4) | Uri.FromHex(value[i + 2]));
                i += 2;
            }
            else
                yield return (byte)value[i];
        }
    }

    private bool TryReadPair(out string name, out string value)
    {
        value = string.Empty;
        var start = index;
        while (index < text.Length && CharacterClass.IsToken(text[index]))
            index++;
        name = text[start..index];
        SkipSpace();
        if (name.Length == 0 || index >= text.Length || text[index] != '=')
            return false;

        index++;
        SkipSpace();
        value = index < text.Length && text[index] == '"' ? ReadQuoted() : ReadToken();
        return true;
    }

    private string ReadToken()
    {
        var start = index;
        while (index < text.Length && text[index] != ';' && !CharacterClass.IsWhiteSpace(text[index]))
            index++;
        return text[start..index];
    }

    private string ReadQuoted()
    {
        var start = index;
        for (index++; index < text.Length && text[index] != '"'; index++)
        {
            if (text[index] == '\\')
                index++;
        }

        index = Math.Min(index + 1, text.Length);
        return MimeUtils.Unquote(text[start..index]);
    }

    private void SkipSpace()
    {
        var depth = 0;
        for (; index < text.Length; index++)
        {
            var c = text[index];
            if (c == '(')
                depth++;
            else if (c == ')' && depth > 0)
                depth--;
            else if (depth == 0 && !CharacterClass.IsWhiteSpace(c))
                return;
        }
    }

    private sealed class SectionOrder : IComparer<(string Name, int Number)>
    {
        public static readonly SectionOrder Instance = new();

        public int Compare((string Name, int Number) x, (string Name, int Number) y)
        {
            var order = string.Compare(x.Name, y.Name, StringComparison.OrdinalIgnoreCase);
            return order != 0 ? order : x.Number.CompareTo(y.Number);
        }
    }
}
