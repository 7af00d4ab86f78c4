using System.Collections.Immutable;
using System.Text;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Feeds.Rendering;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Composes a variant's subject, HTML and text from its posts.</summary>
/// <param name="templates">The templates and the service's words.</param>
/// <param name="published">The posts.</param>
/// <param name="site">The site that they belong to.</param>
/// <param name="privacy">Whether the subject may name a post.</param>
/// <param name="time">Dates the digest.</param>
internal sealed class EditionComposer(TemplateSet templates, PublishedPosts published, SiteOptions site, PrivacyOptions privacy, TimeProvider time)
{
    /// <summary>Most bytes of HTML: Gmail clips at 102,400, and with it the link for leaving; the reader's own links come on top.</summary>
    private const int MostHtml = 76_000;

    private const int ContentsFrom = 3;
    private const int LongestSubject = 110;

    /// <summary>The variant's words, or null while a post's file is newer than what is public; a newer state is about to come.</summary>
    public MailContent? Compose(NewsletterOptions newsletter, VariantSpec variant)
    {
        var posts = new List<(LedgerPost Post, RenderedPost Rendered)>();
        foreach (var chosen in variant.Posts)
        {
            if (published.Current.Posts.GetValueOrDefault(chosen.Id) is not { } post) continue;
            if (published.Render(post) is not { } rendered) return null;
            posts.Add((post, rendered));
        }

        var notices = variant.Notices.Select(notice => (notice, post: published.Current.Posts.GetValueOrDefault(notice.PostId)))
            .Where(item => item.post is not null).Select(item => (item.notice, item.post!)).ToList();
        if (posts.Count + notices.Count == 0) return null;
        var told = new NoticeComposer(templates.Strings.For(variant.Language), variant.Language, notices);
        var forms = posts.Select((_, index) => index < newsletter.MaxPosts ? PostForm.Full : PostForm.Title).ToArray();
        while (true)
        {
            var model = Fill(newsletter, variant, posts, forms, notices.Count > 0 ? told : null);
            var html = templates.Render("email/digest.html", model);
            if (Encoding.UTF8.GetByteCount(html) <= MostHtml || !Shorten(posts, forms))
            {
                var text = templates.Render("email/digest.txt", model);
                var subject = posts.Count > 0 ? Subject(variant, posts) : told.Subject(privacy.NeutralSubjects, LongestSubject);
                return new MailContent(subject, variant.TextOnly ? null : MailLines.Tidy(html), MailLines.Flow(text));
            }
        }
    }

    /// <summary>Shows less: the longest full text becomes a summary; with none left, the last summaries titles, and the last titles a number.</summary>
    private static bool Shorten(List<(LedgerPost Post, RenderedPost Rendered)> posts, PostForm[] forms)
    {
        var full = Enumerable.Range(0, forms.Length).Where(index => forms[index] == PostForm.Full).ToList();
        if (full.Count > 0)
        {
            forms[full.MaxBy(index => posts[index].Rendered.Html.Length)] = PostForm.Summary;
            return true;
        }

        foreach (var (from, to) in new[] { (PostForm.Summary, PostForm.Title), (PostForm.Title, PostForm.Counted) })
        {
            var shown = Enumerable.Range(0, forms.Length).Where(index => forms[index] == from).ToList();
            foreach (var index in shown.TakeLast((shown.Count + 3) / 4)) forms[index] = to;
            if (shown.Count > 0) return true;
        }

        return false;
    }

    private DigestModel Fill(
        NewsletterOptions newsletter, VariantSpec variant, List<(LedgerPost Post, RenderedPost Rendered)> posts, PostForm[] forms, NoticeComposer? notices)
    {
        var words = templates.Strings.For(variant.Language);
        var composer = new PostComposer(words, variant.Language, site.TimeZone, newsletter.From.Domain);
        var unsubscribe = LanguageText.Format(words, "mail.unsubscribe", newsletter.Title);
        var siteWords = LanguageText.Format(words, "mail.site", site.Title);
        var siteUrl = site.BaseUrl.AbsoluteUri;
        composer.Labels.Enter(unsubscribe, PersonalPart.Unsubscribe, newsletter.Title);
        composer.Labels.Enter(words["mail.preferences"], PersonalPart.Preferences, newsletter.Title);
        composer.Labels.Enter(siteWords, siteUrl, newsletter.Title);
        var told = notices?.Compose(composer.Labels) ?? [];
        var shown = posts.Where((_, index) => forms[index] <= PostForm.Summary).ToList();
        var counted = forms.Count(form => form == PostForm.Counted);
        var isShortened = posts.Where((_, index) => index < newsletter.MaxPosts && forms[index] != PostForm.Full).Any();
        return new DigestModel
        {
            Language = variant.Language,
            Direction = LanguageStrings.Direction(variant.Language),
            Title = newsletter.Title,
            Preheader = Preheader(newsletter, variant, words, posts, notices),
            Intro = Intro(variant, words, posts.Count, notices),
            NoticesTitle = words["mail.notices.title"],
            NoticesIntro = words["mail.notices.intro"],
            Notices = told,
            ContentsTitle = shown.Count >= ContentsFrom ? words["mail.contents"] : "",
            Contents = shown.Count >= ContentsFrom ? [.. shown.Select(item => TitleOf(item.Post.Post))] : [],
            Shortened = isShortened ? words["mail.shortened"] : "",
            Posts = [.. posts.Select((item, index) => (item, form: forms[index])).Where(item => item.form <= PostForm.Summary)
                .Select(item => composer.Compose(item.item.Post, item.item.Rendered, item.form == PostForm.Full))],
            MoreTitle = words["mail.more"],
            More = [.. posts.Where((_, index) => forms[index] == PostForm.Title).Select(item => composer.Title(item.Post))],
            Beyond = counted > 0 ? LanguageText.Count(words, "mail.beyond", variant.Language, counted) : "",
            Why = LanguageText.Format(words, "mail.why", newsletter.Title, site.BaseUrl.Host),
            UnsubscribeWords = unsubscribe,
            UnsubscribeUrl = PersonalPart.Unsubscribe,
            PreferencesWords = words["mail.preferences"],
            PreferencesUrl = PersonalPart.Preferences,
            SiteWords = siteWords,
            SiteUrl = siteUrl,
            Disclaimer = newsletter.Disclaimer,
            PostalAddress = newsletter.PostalAddress,
        };
    }

    private static DigestTitle TitleOf(Post post) => new(post.Title, post.Language, LanguageStrings.Direction(post.Language));

    private string Intro(VariantSpec variant, IReadOnlyDictionary<string, string> words, int count, NoticeComposer? notices)
    {
        var parts = new List<string>();
        if (notices is not null) parts.Add(notices.Count());
        if (count > 0) parts.Add(LanguageText.Count(words, "mail.posts", variant.Language, count));
        parts.Add(TimeZoneInfo.ConvertTime(time.GetUtcNow(), site.TimeZone).ToString("D", System.Globalization.CultureInfo.GetCultureInfo(variant.Language)));
        return string.Join(" · ", parts);
    }

    private string Preheader(
        NewsletterOptions newsletter, VariantSpec variant, IReadOnlyDictionary<string, string> words, List<(LedgerPost Post, RenderedPost Rendered)> posts, NoticeComposer? notices)
    {
        if (posts.Count == 0) return privacy.NeutralSubjects ? notices!.Count() : MailLines.Cut(notices!.Preheader(), 140);
        return privacy.NeutralSubjects ? LanguageText.Count(words, "mail.posts", variant.Language, posts.Count)
            : posts.Count == 1 ? MailLines.Cut(posts[0].Post.Post.Description.Length > 0 ? posts[0].Post.Post.Description : newsletter.Description, 140)
            : MailLines.Cut(string.Join(" · ", posts.Select(item => item.Post.Post.Title)), 140);
    }

    private string Subject(VariantSpec variant, List<(LedgerPost Post, RenderedPost Rendered)> posts)
    {
        var words = templates.Strings.For(variant.Language);
        if (privacy.NeutralSubjects) return LanguageText.Count(words, "mail.subject.neutral", variant.Language, posts.Count);
        var title = posts[0].Post.Post.Title;
        if (posts.Count == 1) return MailLines.Cut(title, LongestSubject);
        var more = LanguageText.Count(words, "mail.subject.more", variant.Language, posts.Count - 1, "");
        return LanguageText.Count(words, "mail.subject.more", variant.Language, posts.Count - 1, MailLines.Cut(title, LongestSubject - more.Length));
    }
}
