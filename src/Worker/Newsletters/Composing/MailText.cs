using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Composes a post as plain text: headings, lists, quotations and tables as people type them, links numbered and listed behind it.</summary>
/// <param name="words">The service's words in the message's language.</param>
internal sealed class MailText(IReadOnlyDictionary<string, string> words)
{
    private readonly List<string> links = [];

    /// <summary>The text of a tree that <see cref="MailMarkup"/> made.</summary>
    public string Write(IElement root)
    {
        links.Clear();
        var flow = new TextFlow();
        WriteBlocks(root, flow, "");
        if (links.Count > 0)
        {
            flow.Gap();
            for (var index = 0; index < links.Count; index++) flow.Add(links[index], string.Create(CultureInfo.InvariantCulture, $"[{index + 1}] "));
        }

        return flow.ToString();
    }

    private void WriteBlocks(INode parent, TextFlow flow, string every)
    {
        var run = new StringBuilder();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && IsBlock(element))
            {
                EndRun(run, flow, every);
                WriteBlock(element, flow, every);
            }
            else
            {
                WriteInline(node, run);
            }
        }

        EndRun(run, flow, every);
    }

    private static void EndRun(StringBuilder run, TextFlow flow, string every)
    {
        var text = Fold(run.ToString());
        run.Clear();
        if (text.Length == 0) return;
        flow.Add(text, "", every);
        flow.Gap();
    }

    private void WriteBlock(IElement element, TextFlow flow, string every)
    {
        switch (element.LocalName)
        {
            case "ul" or "ol":
                WriteList(element, flow, every, 1);
                break;
            case "blockquote":
                WriteBlocks(element, flow, every + "> ");
                break;
            case "pre":
                foreach (var line in element.TextContent.TrimEnd().Split('\n')) flow.Add(line.TrimEnd(), "", every);
                break;
            case "table":
                foreach (var row in element.QuerySelectorAll("tr")) flow.Add(string.Join(" | ", row.Children.Select(Inline)), "", every);
                break;
            case "hr":
                flow.Add("* * *", "", every);
                break;
            case "h3" or "h4" or "h5" or "h6":
                flow.Gap();
                flow.Add(Inline(element), "", every);
                flow.Add(new string('-', Math.Min(60, Math.Max(3, Inline(element).Length))), "", every);
                break;
            default:
                WriteBlocks(element, flow, every);
                break;
        }

        flow.Gap();
    }

    private void WriteList(IElement list, TextFlow flow, string every, int depth)
    {
        var number = int.TryParse(list.GetAttribute("start"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.Children.Where(child => child.LocalName == "li"))
        {
            var mark = list.LocalName == "ol" ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : new string('-', depth) + " ";
            var own = new StringBuilder();
            foreach (var node in item.ChildNodes.Where(node => node is not IElement { LocalName: "ul" or "ol" })) WriteInline(node, own);
            flow.Add(Fold(own.ToString()), mark, every);
            foreach (var inner in item.Children.Where(child => child.LocalName is "ul" or "ol")) WriteList(inner, flow, every, depth + 1);
        }
    }

    private string Inline(IElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.ChildNodes) WriteInline(node, text);
        return Fold(text.ToString());
    }

    private void WriteInline(INode node, StringBuilder text)
    {
        switch (node)
        {
            case IText words:
                text.Append(words.Data.Replace('\n', ' '));
                break;
            case IElement { LocalName: "br" }:
                text.Append('\n');
                break;
            case IElement { LocalName: "img" } image:
                if (image.GetAttribute("alt") is { Length: > 0 } alt) text.Append('[').Append(LanguageText.Format(words, "mail.image", alt)).Append("] ");
                break;
            case IElement { LocalName: "a" } link:
                WriteLink(link, text);
                break;
            case IElement element:
                foreach (var child in element.ChildNodes) WriteInline(child, text);
                if (IsBlock(element)) text.Append('\n');
                break;
        }
    }

    private void WriteLink(IElement link, StringBuilder text)
    {
        var address = link.GetAttribute("href") ?? "";
        var label = new StringBuilder();
        foreach (var node in link.ChildNodes) WriteInline(node, label);
        var said = Fold(label.ToString());
        if (said == address || said.Length == 0)
        {
            text.Append(address);
            return;
        }

        var shown = address.StartsWith("mailto:", StringComparison.Ordinal) && said.Contains('@', StringComparison.Ordinal);
        text.Append(label);
        if (shown) return;
        var index = links.IndexOf(address);
        if (index < 0)
        {
            links.Add(address);
            index = links.Count - 1;
        }

        text.Append(CultureInfo.InvariantCulture, $" [{index + 1}]");
    }

    private static bool IsBlock(IElement element) => element.LocalName is
        "p" or "div" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "li" or "dl" or "dt" or "dd" or "blockquote" or "pre" or "figure" or "figcaption"
        or "table" or "caption" or "hr";

    private static string Fold(string text) =>
        string.Join('\n', text.Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))).Trim('\n');
}
