using Syndication.Feeds.Content;
using Syndication.Worker.Model;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Composes the request to confirm a subscription.</summary>
/// <param name="templates">The templates and the service's words.</param>
/// <param name="site">The site.</param>
/// <param name="privacy">Whether the subject may name the newsletter, and how long the link is good.</param>
internal sealed class ConfirmationComposer(TemplateSet templates, SiteOptions site, PrivacyOptions privacy)
{
    /// <summary>The message's words.</summary>
    /// <param name="newsletter">The newsletter that was asked for.</param>
    /// <param name="language">One of its languages.</param>
    public MailContent Compose(NewsletterOptions newsletter, string language)
    {
        var words = templates.Strings.For(language);
        var intro = LanguageText.Format(words, "mail.confirm.intro", newsletter.Title, site.BaseUrl.Host);
        var days = Math.Max(1, (int)privacy.UnconfirmedRetention.TotalDays);
        var model = new ConfirmationModel
        {
            Language = language,
            Direction = LanguageStrings.Direction(language),
            Title = words["mail.confirm.title"],
            Intro = intro,
            ConfirmWords = words["mail.confirm.button"],
            ConfirmUrl = PersonalPart.Confirm,
            Expires = LanguageText.Count(words, "mail.confirm.expires", days),
            Ignore = words["mail.confirm.ignore"],
            PostalAddress = newsletter.PostalAddress,
        };
        var subject = privacy.NeutralSubjects ? words["mail.confirm.subject.neutral"] : LanguageText.Format(words, "mail.confirm.subject", newsletter.Title);
        return new MailContent(subject,
            MailLines.Tidy(templates.Render("email/confirmation.html", model)), MailLines.Flow(templates.Render("email/confirmation.txt", model)));
    }
}
