using System.Globalization;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Keeps the links of a message apart for readers who hear them one by one: the same words never lead to two places.</summary>
internal sealed class LinkLabels
{
    private static readonly HashSet<string> Telling = new(StringComparer.OrdinalIgnoreCase)
    {
        "click here", "here", "read more", "more", "link", "learn more", "this", "this link", "read", "continue", "details",
        "buraya", "burada", "devamı", "devamını oku", "tıklayın", "bağlantı",
    };

    private readonly Dictionary<string, string> targets = new(StringComparer.Ordinal);

    /// <summary>Whether words say nothing about where they lead.</summary>
    public static bool IsGeneric(string words) => Telling.Contains(words.Trim(' ', '.', '…', '»', '→', '>', ':'));

    /// <summary>Enters a link and returns the <c>aria-label</c> that sets it apart, or an empty text where its words do.</summary>
    /// <param name="words">What the link says, white space folded.</param>
    /// <param name="address">Where it leads.</param>
    /// <param name="context">What it stands in, such as a post's title.</param>
    public string Enter(string words, string address, string context)
    {
        if (IsFree(words, address)) return "";
        for (var number = 1; ; number++)
        {
            var label = number == 1 ? $"{words} – {context}" : string.Create(CultureInfo.InvariantCulture, $"{words} – {context} ({number})");
            if (IsFree(words + " " + label, address)) return label;
        }
    }

    private bool IsFree(string words, string address)
    {
        if (targets.TryAdd(words, address)) return true;
        return targets[words] == address;
    }
}
