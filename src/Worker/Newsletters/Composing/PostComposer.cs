using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Rendering;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Makes the posts of one message; keeps its links apart from each other.</summary>
/// <param name="words">The service's words in the message's language.</param>
/// <param name="language">The message's language, for dates.</param>
/// <param name="zone">The zone that dates are told in.</param>
/// <param name="imageDomain">The sender's domain, whose images may be shown.</param>
/// <param name="isStyled">Whether looks go into the elements, as mails need them; pages have a style sheet.</param>
internal sealed class PostComposer(IReadOnlyDictionary<string, string> words, string language, TimeZoneInfo zone, string imageDomain, bool isStyled = true)
{
    private const int WordsPerMinute = 200;

    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language);

    /// <summary>The links entered so far.</summary>
    public LinkLabels Labels { get; } = new();

    /// <summary>A post in full or as its description.</summary>
    public DigestPost Compose(LedgerPost ledgerPost, RenderedPost rendered, bool inFull)
    {
        var post = ledgerPost.Post;
        var titleLabel = Labels.Enter(post.Title, post.Url, new Uri(post.Url).Host);
        var read = LanguageText.Format(words, inFull ? "mail.read" : "mail.continue", post.Title);
        var readLabel = Labels.Enter(read, post.Url, new Uri(post.Url).Host);
        var source = inFull ? rendered.Html : $"<p>{WebUtility.HtmlEncode(post.Description)}</p>";
        var tree = new MailMarkup(imageDomain, Labels, words, isStyled).Transform(source, post.Title);
        var image = post.Image is { } picture && MailImages.IsOwn(picture.Url, imageDomain) && !rendered.Html.Contains(picture.Url, StringComparison.Ordinal) ? picture : null;
        var sources = inFull ? Sources(post) : [];
        return new DigestPost
        {
            Title = post.Title,
            TitleLabel = titleLabel,
            Url = post.Url,
            Language = post.Language,
            Direction = Templates.LanguageStrings.Direction(post.Language),
            Byline = Byline(post, rendered),
            ImageUrl = image?.Url ?? "",
            ImageAlt = image?.Alt ?? "",
            Html = tree.InnerHtml,
            Text = new MailText(words).Write(tree),
            ReadWords = read,
            ReadLabel = readLabel,
            SourcesTitle = words["mail.sources"],
            Sources = sources,
        };
    }

    /// <summary>A post as a line of a list.</summary>
    public DigestSource Title(LedgerPost post) =>
        new(post.Post.Title, Labels.Enter(post.Post.Title, post.Post.Url, new Uri(post.Post.Url).Host), post.Post.Url);

    private string Byline(Post post, RenderedPost rendered)
    {
        var minutes = Math.Max(1, (int)Math.Round(WordCount(rendered.Text) / (double)WordsPerMinute, MidpointRounding.AwayFromZero));
        var parts = new List<string>
        {
            TimeZoneInfo.ConvertTime(post.Published, zone).ToString("D", culture),
            LanguageText.Count(words, "mail.minutes", language, minutes),
        };
        if (post.Authors.Length > 0) parts.Add(string.Join(", ", post.Authors.Select(author => author.Name)));
        return string.Join(" · ", parts);
    }

    private ImmutableArray<DigestSource> Sources(Post post) =>
        [.. post.Citations.Select(citation => Source(citation, post.Title))];

    private DigestSource Source(Citation citation, string title)
    {
        var text = string.Join(' ', citation.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var said = text.Length == 0 || text.Contains(citation.Id, StringComparison.OrdinalIgnoreCase) || text.Contains("://", StringComparison.Ordinal) ? Name(citation)
            : $"{text} ({Name(citation)})";
        return new DigestSource(said, Labels.Enter(said, citation.Url, title), citation.Url);
    }

    private static string Name(Citation citation) => citation.Kind switch
    {
        CitationKind.PubMed => "PubMed " + citation.Id,
        CitationKind.Doi => "doi:" + citation.Id,
        _ => citation.Id,
    };

    private static int WordCount(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
