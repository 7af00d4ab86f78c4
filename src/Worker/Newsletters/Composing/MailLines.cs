using System.Text;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Brings what templates gave into the form that messages have.</summary>
internal static class MailLines
{
    /// <summary>LF line ends, no space before them, and never two empty lines in a row.</summary>
    public static string Tidy(string content)
    {
        var kept = new StringBuilder();
        var blank = true;
        foreach (var line in content.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.Length == 0 && blank) continue;
            blank = line.Length == 0;
            kept.Append(line).Append('\n');
        }

        return kept.ToString();
    }

    /// <summary>The same with lines that are too long broken at spaces, so that templates need not care.</summary>
    public static string Flow(string content)
    {
        var flow = new TextFlow();
        foreach (var line in Tidy(content).Split('\n'))
        {
            if (line.Length == 0) flow.Gap();
            else flow.Add(line);
        }

        return flow.ToString() + "\n";
    }

    /// <summary>One line of at most so many characters, cut at a word with an ellipsis.</summary>
    public static string Cut(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most) return line;
        var end = line.LastIndexOf(' ', most - 2);
        if (end < most / 2) end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return line[..end].TrimEnd(' ', ',', ';', ':') + "…";
    }
}
