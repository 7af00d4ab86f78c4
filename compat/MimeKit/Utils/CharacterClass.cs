using System.Buffers;

namespace MimeKit.Utils;

/// <summary>Character classes of RFC 5322, 2045, 2047 and 2231.</summary>
internal static class CharacterClass
{
    private const string AtomPunctuation = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>RFC 5322 §3.2.3: atext.</summary>
    private static readonly SearchValues<char> AtomCharacters = SearchValues.Create(AtomPunctuation + AlphaNumeric);

    /// <summary>RFC 2045 §5.1: token.</summary>
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("!#$%&'*+-.^_`{|}~" + AlphaNumeric);

    /// <summary>RFC 2231 §7: attribute-char, which lacks what its own syntax uses.</summary>
    private static readonly SearchValues<char> AttributeCharacters = SearchValues.Create("!#$&+-.^_`{|}~" + AlphaNumeric);

    /// <summary>RFC 2047 §5 (3): what a Q encoded-word in a phrase may hold unencoded.</summary>
    private static readonly SearchValues<char> PhraseCharacters = SearchValues.Create("!*+-/" + AlphaNumeric);

    private const string AlphaNumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static bool IsAtom(char c) => AtomCharacters.Contains(c);

    public static bool IsAtom(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(AtomCharacters);

    public static bool IsToken(char c) => TokenCharacters.Contains(c);

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenCharacters);

    public static bool IsAttribute(char c) => AttributeCharacters.Contains(c);

    public static bool IsAttribute(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(AttributeCharacters);

    public static bool IsPhrase(char c) => PhraseCharacters.Contains(c);

    public static bool IsBlank(char c) => c is ' ' or '\t';

    public static bool IsWhiteSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    public static bool IsControl(char c) => c is < ' ' or '\x7f';

    /// <summary>RFC 5322 §3.6.8: ftext.</summary>
    public static bool IsFieldName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (c is <= ' ' or ':' or >= '\x7f')
                return false;
        }

        return true;
    }

    public static bool IsInternational(ReadOnlySpan<char> text) => text.ContainsAnyExceptInRange('\0', '\x7f');
}
