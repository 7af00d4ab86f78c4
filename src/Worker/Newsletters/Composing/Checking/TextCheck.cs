namespace Syndication.Worker.Newsletters.Composing.Checking;

/// <summary>What a message's text must keep.</summary>
internal static class TextCheck
{
    private const int Columns = 78;

    /// <summary>What is wrong, a phrase each.</summary>
    /// <param name="text">The text with a reader's own parts.</param>
    /// <param name="links">Every web address that the HTML leads to.</param>
    public static IEnumerable<string> Faults(string text, IEnumerable<string> links)
    {
        if (string.IsNullOrWhiteSpace(text)) yield return "there is no text";
        // An address stays whole.
        if (text.Split('\n').Any(line => line.Length > Columns && !line.Contains("://", StringComparison.Ordinal))) yield return $"a line of the text is wider than {Columns} columns";
        if (links.FirstOrDefault(link => !text.Contains(link, StringComparison.Ordinal)) is { } missing) yield return $"the text lacks the HTML's link to {missing}";
    }
}
