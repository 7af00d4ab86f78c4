using System.Collections.Immutable;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Model.Notices;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Makes a message's corrections and retractions, and its subject where it holds nothing else.</summary>
/// <param name="words">The service's words in the message's language.</param>
/// <param name="language">The message's language.</param>
/// <param name="notices">What is told, with the posts as they are now.</param>
internal sealed class NoticeComposer(IReadOnlyDictionary<string, string> words, string language, IReadOnlyList<(EditionNotice Notice, LedgerPost Post)> notices)
{
    private const int LongestText = 3_000;

    /// <summary>How many there are, in words.</summary>
    public string Count() => LanguageText.Count(words, "mail.notices.count", language, notices.Count);

    /// <summary>What inboxes show behind the subject.</summary>
    public string Preheader() => TextOf(notices[0].Notice);

    /// <summary>The notices for the templates; their links are entered.</summary>
    public ImmutableArray<DigestNotice> Compose(LinkLabels labels) => [.. notices.Select(item => Compose(item.Notice, item.Post, labels))];

    /// <summary>The subject of a message that holds nothing else.</summary>
    /// <param name="isNeutral">Whether it may name no post.</param>
    /// <param name="most">Most characters.</param>
    public string Subject(bool isNeutral, int most)
    {
        if (isNeutral) return LanguageText.Count(words, "mail.notices.neutral", language, notices.Count);
        var posts = notices.Select(item => item.Post.Id).Distinct(StringComparer.Ordinal).Count();
        var isRetracted = notices[0].Notice.Kind == NoticeKind.Retraction;
        var around = Format("");
        return Format(MailLines.Cut(notices[0].Post.Post.Title, most - around.Length));

        string Format(string title)
        {
            var subject = LanguageText.Format(words, isRetracted ? "mail.notices.subjectRetraction" : "mail.notices.subject", title);
            return posts == 1 ? subject : LanguageText.Count(words, "mail.subject.more", language, posts - 1, subject);
        }
    }

    private DigestNotice Compose(EditionNotice notice, LedgerPost post, LinkLabels labels)
    {
        // A reason is in the post's language; our own words that stand for a missing one are in the message's.
        var said = notice.Text.Length > 0 ? post.Post.Language : language;
        return new DigestNotice(
            words[notice.Kind == NoticeKind.Retraction ? "mail.notices.retraction" : "mail.notices.correction"],
            post.Post.Title, labels.Enter(post.Post.Title, post.Post.Url, new Uri(post.Post.Url).Host), post.Post.Url, TextOf(notice),
            post.Post.Language, LanguageStrings.Direction(post.Post.Language), said, LanguageStrings.Direction(said));
    }

    private string TextOf(EditionNotice notice) => notice.Text.Length > 0 ? MailLines.Cut(notice.Text, LongestText) : words["mail.notices.noReason"];
}
