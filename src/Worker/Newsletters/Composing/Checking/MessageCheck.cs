using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MimeKit;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters.Sending;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Composing.Checking;

/// <summary>Judges a variant's words, and the message that one reader would get, before any reader gets one.</summary>
/// <param name="links">Gives links of a subscription that nobody has.</param>
/// <param name="builder">Builds the message.</param>
internal sealed class MessageCheck(ReaderLinks links, MessageBuilder builder)
{
    /// <summary>What is wrong, a phrase each, at most five; none when it may be sent.</summary>
    /// <param name="newsletter">The newsletter.</param>
    /// <param name="spec">What the variant is to show.</param>
    /// <param name="content">Its words.</param>
    public IReadOnlyList<string> Faults(NewsletterOptions newsletter, VariantSpec spec, MailContent content)
    {
        var id = RandomId.New();
        var list = links.ListFor(newsletter, id, id);
        var own = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [PersonalPart.Unsubscribe] = list.Unsubscribe.AbsoluteUri,
            [PersonalPart.Preferences] = links.Preferences(id, isRequested: false),
        };
        var envelope = new Envelope { DeliveryId = id, From = newsletter.From, ReplyTo = newsletter.ReplyTo, To = newsletter.From.Address, PersonalParts = own, List = list };
        return [.. Faults(spec, content, own).Concat(HeaderCheck.Faults(Write(envelope, content))).Distinct(StringComparer.Ordinal).Take(5)];
    }

    private static IEnumerable<string> Faults(VariantSpec spec, MailContent content, Dictionary<string, string> own)
    {
        var text = Fill(content.Text, own, value => value);
        var html = content.Html is null ? null : Fill(content.Html, own, WebUtility.HtmlEncode);
        var document = html is null ? null : new HtmlParser().ParseDocument(html);
        var addresses = document?.QuerySelectorAll("a").Select(link => link.GetAttribute("href") ?? "").ToList() ?? [];
        var faults = TextCheck.Faults(text, addresses.Where(address => address.StartsWith("http", StringComparison.Ordinal)))
            .Concat(AtBothEnds("the text", text, own)).Concat(Told("the text", text, spec));
        if (document is null) return faults;
        return faults.Concat(HtmlCheck.Faults(html!, document)).Concat(AtBothEnds(document, own)).Concat(Told("the HTML", document.Body?.TextContent ?? "", spec));
    }

    private static IEnumerable<string> AtBothEnds(string part, string text, Dictionary<string, string> own) =>
        own.Values.Where(address => text.IndexOf(address, StringComparison.Ordinal) is var first && (first < 0 || first == text.LastIndexOf(address, StringComparison.Ordinal)))
            .Select(_ => $"{part} has the links for leaving and for preferences not both at the top and at the end");

    private static IEnumerable<string> AtBothEnds(IHtmlDocument document, Dictionary<string, string> own)
    {
        // Between the top and the end lie the headings of what the message is about.
        var order = document.QuerySelectorAll("a,h2").Select(element => element.LocalName == "h2" ? "" : element.GetAttribute("href") ?? "").ToList();
        var (first, last) = (order.IndexOf(""), order.LastIndexOf(""));
        if (own.Values.Any(address => order.IndexOf(address) is var at && (at < 0 || (first >= 0 && at > first) || order.LastIndexOf(address) < last || at == order.LastIndexOf(address))))
        {
            yield return "the HTML has the links for leaving and for preferences not both at the top and at the end";
        }
    }

    /// <summary>A template of somebody's own may be older than corrections are.</summary>
    private static IEnumerable<string> Told(string part, string words, VariantSpec spec)
    {
        var folded = MailLines.Cut(words, int.MaxValue);
        return spec.Notices.Select(notice => MailLines.Cut(notice.Text, int.MaxValue)).Where(text => !folded.Contains(text[..Math.Min(text.Length, 60)], StringComparison.Ordinal))
            .Select(_ => $"{part} does not tell a correction (the template lacks Notices)");
    }

    private static string Fill(string text, Dictionary<string, string> own, Func<string, string> write) =>
        own.Aggregate(text, (filled, part) => filled.Replace(part.Key, write(part.Value), StringComparison.Ordinal));

    private byte[] Write(Envelope envelope, MailContent content)
    {
        using MimeMessage message = builder.Build(envelope, new EncodedContent(content));
        using var bytes = new MemoryStream();
        message.WriteTo(MessageBuilder.Format, bytes);
        return bytes.ToArray();
    }
}
