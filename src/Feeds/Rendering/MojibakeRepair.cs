using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;

namespace Syndication.Feeds.Rendering;

/// <summary>Mends text whose UTF-8 was once read as Windows-1252 and saved so.</summary>
internal static class MojibakeRepair
{
    // The characters of Windows-1252 at 80 to 9F; the five that it leaves open stand for the C1 controls of the same number.
    private const string Upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    // How far back the beginning of a quotation is looked for.
    private const int MaxQuotation = 500;

    // Compiled ahead of time, the framework's search for a range makes an object of each bound at each call.
    private static readonly SearchValues<char> Ascii = SearchValues.Create(string.Concat(Enumerable.Range(0, 0x80).Select(c => (char)c)));

    // A run that decodes begins with a lead byte of UTF-8: C2 to F4.
    private static readonly SearchValues<char> Leads = SearchValues.Create(string.Concat(Enumerable.Range(0xC2, 0xF4 - 0xC2 + 1).Select(c => (char)c)));

    /// <summary>The text, mended once; null when nothing was wrong.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">Where it was mended, one place a line.</param>
    public static string? Repair(ReadOnlySpan<char> text, out ImmutableArray<TextPosition> places)
    {
        places = [];
        var from = text.IndexOfAny(Leads);
        if (from < 0) return null;
        StringBuilder? mended = null;
        ImmutableArray<TextPosition>.Builder? repairs = null;
        var (copied, seen) = (0, 0);
        while (from < text.Length)
        {
            var skipped = text[from..].IndexOfAny(Leads);
            if (skipped < 0) break;
            from += skipped;
            // What nearly every such letter is: the last of its run, so that nothing follows which it could lead.
            if (from + 1 == text.Length || text[from + 1] <= '\x7F')
            {
                from++;
                continue;
            }

            from = RunStart(text, from);
            var length = text[from..].IndexOfAny(Ascii);
            var end = length < 0 ? text.Length : from + length;
            if (!IsClosingQuote(text, from, end) && Decode(text[from..end]) is { } decoded)
            {
                (mended ??= new(text.Length)).Append(text[copied..from]).Append(decoded);
                copied = end;
                // One a line; to look for the start of the line at each of them would take quadratic time in a long one.
                if (repairs is null || text[seen..from].Contains('\n'))
                {
                    (repairs ??= ImmutableArray.CreateBuilder<TextPosition>()).Add(TextPosition.Of(text, from, repairs.Count == 0 ? default : repairs[^1]));
                }

                seen = from;
            }

            from = end;
        }

        if (mended is null) return null;
        places = repairs!.ToImmutable();
        return mended.Append(text[copied..]).ToString();
    }

    // The search may begin inside a run.
    private static int RunStart(ReadOnlySpan<char> text, int at)
    {
        while (at > 0 && text[at - 1] > '\x7F') at--;
        return at;
    }

    private static string? Decode(ReadOnlySpan<char> run)
    {
        if (run.Length < 2 || !Leads.Contains(run[0]) || IsWordAndQuote(run)) return null;
        var bytes = run.Length <= 256 ? stackalloc byte[run.Length] : new byte[run.Length];
        for (var i = 0; i < run.Length; i++)
        {
            var code = run[i] is >= '\u00A0' and <= '\u00FF' ? run[i] : Upper.IndexOf(run[i], StringComparison.Ordinal) + 0x80;
            if (code < 0x80) return null;
            bytes[i] = (byte)code;
        }

        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    // A word in capitals that a quotation mark or dash follows (GÜÇ”), or a factor in a range (3×–5×), decodes to a letter that hardly a text holds by itself.
    private static bool IsWordAndQuote(ReadOnlySpan<char> run) =>
        run.Length == 2 && run[0] is (>= 'Æ' and <= 'Í') or (>= 'Ò' and <= '×') or (>= 'Ú' and <= 'ß') && char.IsPunctuation(run[1]);

    // A word in quotation marks of which the line holds the opening one as it should be: «IRMÃ», “GÅ”.
    private static bool IsClosingQuote(ReadOnlySpan<char> text, int from, int end)
    {
        if (end - from != 2) return false;
        var opening = text[end - 1] switch { '»' => '«', '”' => '“', _ => '\0' };
        if (opening == '\0') return false;
        var before = text[Math.Max(0, from - MaxQuotation)..from];
        before = before[(before.LastIndexOf('\n') + 1)..];
        var at = before.LastIndexOf(opening);
        return at >= 0 && (at == 0 || before[at - 1] <= '\x7F') && before[at..].IndexOf(text[end - 1]) < 0;
    }
}
