using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using MimeKit.Headers;
using MimeKit.Utils;

namespace MimeKit.Addresses;

/// <summary>Reads addresses (RFC 5322 §3.4, RFC 6532), forgiving what is common: bare words as names, missing domains, empty list members.</summary>
internal sealed class AddressParser(ParserOptions options, string text)
{
    private int index;

    /// <summary>Whether nothing but white space and comments is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return index >= text.Length;
        }
    }

    private bool HasMore => index < text.Length;

    public ParseException Error()
    {
        var offset = Math.Min(index, text.Length);
        var message = HasMore
            ? string.Create(CultureInfo.InvariantCulture, $"Unexpected '{text[offset]}' token at offset {offset}")
            : string.Create(CultureInfo.InvariantCulture, $"Incomplete address at offset {offset}");
        return new ParseException(message, offset, offset);
    }

    public bool TryReadList([NotNullWhen(true)] out List<InternetAddress>? addresses, int depth = 0)
    {
        addresses = [];
        if (depth == 0 && IsAtEnd)
            return false;

        while (true)
        {
            while (!IsAtEnd && text[index] == ',')
                index++;
            if (!HasMore || (depth > 0 && text[index] == ';'))
                return true;
            if (!TryReadAddress(depth, out var address))
                return false;

            addresses.Add(address);
            if (!IsAtEnd && text[index] != ',' && !(depth > 0 && text[index] == ';'))
                return false;
        }
    }

    public bool TryReadAddress(int depth, [NotNullWhen(true)] out InternetAddress? address)
    {
        address = null;
        SkipSpace();
        var start = index;
        var phrase = ReadPhrase();
        if (HasMore && text[index] == '<')
            return TryReadAngle(phrase, out address);
        if (HasMore && text[index] == ':' && depth < options.MaxAddressGroupDepth)
            return TryReadGroup(phrase, depth, out address);

        index = start;
        if (!TryReadSpec(out var spec) || (spec.At < 0 && !options.AllowAddressesWithoutDomain))
            return false;

        // RFC 5322 §3.4 (obsolete): the name may follow as a comment.
        address = new MailboxAddress(ReadTrailingComment(), spec);
        return true;
    }

    public bool TryReadSpec(out AddressSpec spec)
    {
        spec = default;
        SkipSpace();
        if (!TryReadLocalPart(out var local))
            return false;

        var afterLocal = index;
        SkipSpace();
        if (!HasMore || text[index] != '@')
        {
            index = afterLocal;
            spec = new AddressSpec(local, -1);
            return true;
        }

        index++;
        SkipSpace();
        if (!TryReadDomain(out var domain))
            return false;
        spec = new AddressSpec($"{local}@{DecodeDomain(domain)}", local.Length);
        return true;
    }

    private bool TryReadAngle(string phrase, [NotNullWhen(true)] out InternetAddress? address)
    {
        address = null;
        index++;
        SkipSpace();
        SkipRoute();
        if (!TryReadSpec(out var spec))
            return false;
        SkipSpace();
        if (!HasMore || text[index] != '>')
            return false;

        index++;
        address = new MailboxAddress(DecodeName(phrase), spec);
        return true;
    }

    private bool TryReadGroup(string phrase, int depth, [NotNullWhen(true)] out InternetAddress? address)
    {
        address = null;
        index++;
        if (!TryReadList(out var members, depth + 1))
            return false;
        if (HasMore && text[index] == ';')
            index++;
        address = new GroupAddress(DecodeName(phrase), members);
        return true;
    }

    // RFC 5322 §4.4: "@relay,@relay:" before the address is obsolete and means nothing today.
    private void SkipRoute()
    {
        if (!HasMore || text[index] != '@')
            return;
        var colon = text.IndexOf(':', index);
        if (colon < 0)
            return;
        index = colon + 1;
        SkipSpace();
    }

    private string ReadPhrase()
    {
        var start = index;
        while (HasMore)
        {
            var c = text[index];
            if (c == '"')
            {
                if (!SkipQuoted())
                    break;
            }
            else if (c == '(')
            {
                if (!SkipComment())
                    break;
            }
            else if (c is '<' or '>' or ',' or ';' or ':' or '@' or '\\' or ')' || (CharacterClass.IsControl(c) && !CharacterClass.IsWhiteSpace(c)))
                break;
            else
                index++;
        }

        return text[start..index].Trim();
    }

    private bool TryReadLocalPart([NotNullWhen(true)] out string? local)
    {
        local = null;
        var words = new StringBuilder();
        while (HasMore)
        {
            var start = index;
            if (text[index] == '"' ? !SkipQuoted() : !SkipAtom())
                return false;

            words.Append(text, start, index - start);
            var afterWord = index;
            SkipSpace();
            if (!HasMore || text[index] != '.')
            {
                index = afterWord;
                local = words.ToString();
                return true;
            }

            words.Append('.');
            index++;
            SkipSpace();
        }

        return false;
    }

    private bool TryReadDomain([NotNullWhen(true)] out string? domain)
    {
        domain = null;
        if (HasMore && text[index] == '[')
            return TryReadLiteral(out domain);

        var labels = new StringBuilder();
        while (true)
        {
            var start = index;
            if (!SkipAtom())
                return false;

            labels.Append(text, start, index - start);
            var afterLabel = index;
            SkipSpace();
            if (!HasMore || text[index] != '.')
            {
                index = afterLabel;
                break;
            }

            index++;
            SkipSpace();

            // The dot of the root zone is no part of an address.
            if (!HasMore || text[index] is ',' or '>' or ';')
                break;
            labels.Append('.');
        }

        domain = labels.ToString();
        return true;
    }

    private bool TryReadLiteral([NotNullWhen(true)] out string? literal)
    {
        literal = null;
        var start = index;
        for (index++; HasMore && text[index] != ']'; index++)
        {
            if (text[index] is '[' or '\\' or <= ' ' or >= '\x7f')
                return false;
        }

        if (!HasMore)
            return false;
        index++;
        literal = text[start..index];
        return true;
    }

    private bool SkipAtom()
    {
        var start = index;
        while (HasMore && (CharacterClass.IsAtom(text[index]) || text[index] > '\x7f'))
            index++;
        return index > start;
    }

    private bool SkipQuoted()
    {
        var start = index;
        for (index++; HasMore; index++)
        {
            var c = text[index];
            if (c == '"')
            {
                index++;
                return true;
            }

            if (CharacterClass.IsControl(c) && c != '\t' && !IsFold())
                break;
            if (c == '\\' && (++index >= text.Length || CharacterClass.IsControl(text[index])))
                break;
        }

        index = Math.Min(start, text.Length);
        return false;
    }

    private bool IsFold() =>
        (text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n')
        || (text[index] == '\n' && index + 1 < text.Length && CharacterClass.IsBlank(text[index + 1]));

    private void SkipSpace()
    {
        while (HasMore && (CharacterClass.IsWhiteSpace(text[index]) || (text[index] == '(' && SkipComment())))
        {
            if (HasMore && CharacterClass.IsWhiteSpace(text[index]))
                index++;
        }
    }

    private bool SkipComment()
    {
        var start = index;
        var depth = 0;
        for (; HasMore; index++)
        {
            if (text[index] == '\\')
                index++;
            else if (text[index] == '(')
                depth++;
            else if (text[index] == ')' && --depth == 0)
            {
                index++;
                return true;
            }
        }

        index = start;
        return false;
    }

    private string ReadTrailingComment()
    {
        while (HasMore && CharacterClass.IsWhiteSpace(text[index]))
            index++;
        var start = index;
        return HasMore && text[index] == '(' && SkipComment() ? DecodeName(text[(start + 1)..(index - 1)]) : string.Empty;
    }

    private string DecodeName(string phrase) => phrase.Length == 0
        ? string.Empty
        : EncodedWordDecoder.Decode(options, Encoding.UTF8.GetBytes(MimeUtils.Unquote(phrase, convertTabsToSpaces: true).Trim()));

    private static string DecodeDomain(string domain)
    {
        if (!domain.Contains("xn--", StringComparison.OrdinalIgnoreCase))
            return domain;
        try
        {
            return new IdnMapping().GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }
}
