using Syndication.Worker.Model;

namespace Syndication.Worker.Mail;

/// <summary>A body that is encoded once for all its readers; each one's own parts are put between the pieces.</summary>
internal sealed class EncodedBody
{
    private static readonly string[] Marks = [PersonalPart.Unsubscribe, PersonalPart.Preferences, PersonalPart.Confirm];

    private readonly List<byte[]> pieces = [];
    private readonly List<string> marks = [];
    private int length;

    /// <summary>Encodes a body's words.</summary>
    /// <param name="text">Text with LF line ends and the marks of <see cref="PersonalPart"/>.</param>
    public EncodedBody(string text)
    {
        for (var from = 0; ;)
        {
            var (at, mark) = FindMark(text, from);
            Add(QuotedPrintable.Encode(at < 0 ? text[from..] : text[from..at]));
            if (at < 0) return;
            marks.Add(mark);
            from = at + mark.Length;
        }
    }

    /// <summary>The quoted-printable octets for one reader.</summary>
    /// <param name="values">What each mark stands for.</param>
    public MemoryStream Fill(IReadOnlyDictionary<string, string> values)
    {
        var filled = new MemoryStream(length + (marks.Count * 256));
        for (var i = 0; i < pieces.Count; i++)
        {
            filled.Write(pieces[i]);
            if (i == marks.Count) break;
            // The soft breaks put each piece at the start of a line, which is where it was encoded for.
            filled.Write(QuotedPrintable.SoftBreak);
            filled.Write(QuotedPrintable.Encode(values[marks[i]]));
            filled.Write(QuotedPrintable.SoftBreak);
        }

        filled.Position = 0;
        return filled;
    }

    private static (int At, string Mark) FindMark(string text, int from)
    {
        var found = Marks.Select(mark => (At: text.IndexOf(mark, from, StringComparison.Ordinal), Mark: mark)).Where(hit => hit.At >= 0).ToList();
        return found.Count == 0 ? (-1, "") : found.MinBy(hit => hit.At);
    }

    private void Add(byte[] piece)
    {
        pieces.Add(piece);
        length += piece.Length;
    }
}
