using MimeKit.Utils;

namespace MimeKit.Addresses;

/// <content>The tokens that addresses are made of (RFC 5322 §3.2).</content>
internal sealed partial class AddressParser
{
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
}
