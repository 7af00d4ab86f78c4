using Syndication.Worker.Model;

namespace Syndication.Worker.Mail;

/// <summary>A body that is encoded once for all its readers; each one's own parts are put between the pieces.</summary>
internal sealed class EncodedBody
{
    private static readonly string[] Marks = [PersonalPart.Unsubscribe, PersonalPart.Preferences, PersonalPart.Confirm];

    private static readonly ReadOnlyMemory<byte> SoftBreak = QuotedPrintable.SoftBreak.ToArray();

    private readonly List<byte[]> pieces = [];
    private readonly List<string> marks = [];

    /// <summary>Encodes a body's words.</summary>
    /// <param name="text">Text with LF line ends and the marks of <see cref="PersonalPart"/>.</param>
    public EncodedBody(string text)
    {
        for (var from = 0; ;)
        {
            var (at, mark) = FindMark(text, from);
            pieces.Add(QuotedPrintable.Encode(at < 0 ? text[from..] : text[from..at]));
            if (at < 0) return;
            marks.Add(mark);
            from = at + mark.Length;
        }
    }

    /// <summary>The quoted-printable octets for one reader.</summary>
    /// <param name="values">What each mark stands for.</param>
    public Stream Fill(IReadOnlyDictionary<string, string> values)
    {
        var filled = new List<ReadOnlyMemory<byte>>(pieces.Count + (marks.Count * 3));
        for (var i = 0; i < pieces.Count; i++)
        {
            filled.Add(pieces[i]);
            if (i == marks.Count) break;
            // The soft breaks put each piece at the start of a line, which is where it was encoded for.
            filled.Add(SoftBreak);
            filled.Add(QuotedPrintable.Encode(values[marks[i]]));
            filled.Add(SoftBreak);
        }

        return new PiecedStream(filled);
    }

    private static (int At, string Mark) FindMark(string text, int from)
    {
        var found = Marks.Select(mark => (At: text.IndexOf(mark, from, StringComparison.Ordinal), Mark: mark)).Where(hit => hit.At >= 0).ToList();
        return found.Count == 0 ? (-1, "") : found.MinBy(hit => hit.At);
    }
}
