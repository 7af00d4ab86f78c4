using System.Text;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Writes plain text in lines of at most 76 columns; an address stays whole on a line of its own.</summary>
/// <remarks>
/// The part says format=flowed (RFC 3676), yet every line here is a fixed one: programs that join flowed lines and
/// programs that do not then show the same. So no line ends in a space, and none begins with one, which would need stuffing.
/// </remarks>
internal sealed class TextFlow
{
    private const int Columns = 76;

    private readonly StringBuilder text = new();

    /// <summary>Adds a paragraph, broken at spaces; line breaks in it stay.</summary>
    /// <param name="paragraph">Its words.</param>
    /// <param name="mark">What its first line begins with.</param>
    /// <param name="every">What each line begins with, such as a quotation's mark.</param>
    public void Add(string paragraph, string mark = "", string every = "")
    {
        foreach (var line in paragraph.Split('\n'))
        {
            Break(line, mark, every);
            mark = "";
        }
    }

    /// <summary>Adds an empty line, but never two.</summary>
    public void Gap()
    {
        if (text.Length > 0 && !EndsWithGap()) text.Append('\n');
    }

    /// <summary>The text, with LF line ends, none at its very end.</summary>
    public override string ToString() => text.ToString().TrimEnd('\n');

    private bool EndsWithGap() => text.Length > 1 && text[^1] == '\n' && text[^2] == '\n';

    private void Break(string line, string mark, string every)
    {
        var current = new StringBuilder(every).Append(mark);
        var start = current.Length;
        foreach (var word in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (current.Length > start && current.Length + 1 + word.Length > Columns)
            {
                End(current);
                current.Clear().Append(every);
                start = current.Length;
            }

            if (current.Length > start) current.Append(' ');
            Append(current, word, every);
        }

        if (current.Length > start) End(current);
    }

    /// <summary>Cuts a word that no line holds, unless it is an address.</summary>
    private void Append(StringBuilder current, string word, string every)
    {
        while (!word.Contains("://", StringComparison.Ordinal) && current.Length + word.Length > Columns)
        {
            var fits = Math.Max(1, Columns - current.Length);
            if (char.IsHighSurrogate(word[fits - 1])) fits = fits == 1 ? 2 : fits - 1;
            current.Append(word, 0, fits);
            word = word[fits..];
            End(current);
            current.Clear().Append(every);
        }

        current.Append(word);
    }

    private void End(StringBuilder line) => text.Append(line.ToString().TrimEnd()).Append('\n');
}
